"""Knee rolls: lying on the back, both bent knees fall to one side."""

from posecheck.exercise import (
    ON_THE_BACK,
    Check,
    Exercise,
    Figure,
    Folder,
    Joint,
    Leg,
    Less,
    Muscle,
    Observability,
    Posture,
    Primary,
    Prop,
    Reps,
    Severity,
    Stance,
    Trait,
    View,
    above,
    at_most,
)
from posecheck.exercise.measures import (
    KNEES_FALL,
    KNEES_GAP,
    KNEES_ROLL,
    SHOULDERS_LEVEL,
    STEP,
    near_shin_deg,
)

KNEES_TOGETHER = Trait("knees together", KNEES_GAP.of, (0.0, 0.9))
FEET_TOGETHER = Trait("feet together", STEP.of, (0.0, 0.5), often_hidden=True)
KNEES_UP = ON_THE_BACK.legs(hip=62.0, knee=115.0, flat=True).arms(out=80.0)


KNEE_ROLLS = Exercise(
    id="knee-rolls",
    title="Knee rolls",
    folder=Folder.BACK,
    targets=("obliques", "quadratus lumborum", "glutes"),
    setup="Lie on your back with your knees bent and your arms out. Let both knees fall to one side.",
    camera="At your side, 2 to 3 m away and 0.3 to 0.6 m high. Not from the feet.",
    view=View.SIDE,
    posture=(Posture.SUPINE, Posture.INVERTED, Posture.SIDE_LYING),
    observability=Observability.B,
    sides=True,
    side_by=KNEES_FALL,
    side_lead=0.8,
    start=Stance(working=Leg(hip=(20, 80), knee=(50, 150)), resting=Leg(hip=(20, 80), knee=(50, 150))),
    position=Stance(
        must="For this exercise both bent knees fall to one side, the feet stay down.",
        traits=(KNEES_TOGETHER, FEET_TOGETHER, Trait("shins fallen", near_shin_deg, above(30))),
    ),
    figure=Figure(
        KNEES_UP,
        # the pelvis follows the knees, the shoulders stay
        KNEES_UP.but(legs_fall=50.0, roll=-20.0, twist=-20.0),
        swaps=True,
        stays="working shoulder",
        props=(Prop.MAT,),
        marked=(Muscle.FLANK,),
        traced=("resting knee beyond",),
        turned_deg=58.0,
        looking_down_deg=38.0,
    ),
    needs=(Joint.SHOULDER, Joint.HIP),
    primary=Primary(KNEES_ROLL, zone=25, good=(30, 90), ok=(25, 120), rest=0, cap_severity=Severity.SPEAK),
    checks=(
        Check(
            "shoulders-lifted",
            SHOULDERS_LEVEL,
            at_most(0.10, 0.15),
            Severity.SPEAK,
            cue="Keep both shoulders heavy.",
            source="catalogue B4 (0.08/0.12, one shoulder); rendered: heavy to 0.13, lifted from 0.18",
        ),
        Check(
            "knees-apart",
            KNEES_GAP,
            at_most(0.40, 0.55),
            Severity.SHOW,
            cue="Keep your knees glued together.",
            source="catalogue B4 (0.25); knees together that fall toward the camera read up to 0.38",
        ),
    ),
    dose=Reps(count=10, hold_s=2.0, way_s=1.0, alternating=True),
    contraindications=("osteoporosis", "pregnancy"),
    replaced_by=("side-bend",),
    easier=(Less.RANGE,),
    source="catalogue B4; 8-10 alternating, one breath, NHS",
)
