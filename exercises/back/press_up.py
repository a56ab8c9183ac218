"""Prone press-up: lying on the front, press the chest up on the hands."""

from posecheck.exercise import (
    ON_FLOOR,
    ON_THE_FRONT,
    Check,
    Eased,
    Exercise,
    Figure,
    Folder,
    Instead,
    Joint,
    Leg,
    Less,
    Muscle,
    Observability,
    OnFloor,
    Posture,
    Primary,
    Prop,
    Reps,
    Severity,
    Stance,
    Trait,
    View,
    above,
    at_least,
    at_most,
    below,
    trunk_pace,
)
from posecheck.exercise.measures import (
    NECK,
    NECK_LENGTH,
    THIGH_ELEVATION,
    TRUNK_EXTENSION,
    elbow_height_torso,
)

LONG_ARMS = Trait("arms press", elbow_height_torso, above(0.2))


PRESS_UP = Exercise(
    id="press-up",
    title="Prone press-up",
    folder=Folder.BACK,
    targets=("lumbar extension", "abdominals"),
    setup="Lie on your front, hands beside your chest. Press your chest up and leave your hips down.",
    camera="At your side, 2 to 3 m away and 0.3 to 0.6 m high.",
    view=View.SIDE,
    posture=(Posture.PRONE, Posture.INVERTED),
    observability=Observability.A,
    start=Stance(trunk=(60, 120), working=Leg(hip=(-30, 30), knee=below(45))),
    position=Stance(
        must="For this exercise your hips and legs stay on the mat.",
        hips=below(0.65),
        lower_hand=ON_FLOOR,
        working=Leg(hip=(-90, -8), knee=below(40), thigh=(60, 115), foot=ON_FLOOR),
        traits=(LONG_ARMS,),
    ),
    figure=Figure(
        ON_THE_FRONT.arms(hand_at=OnFloor(0.72, 0.22, 0.04), elbow_to=(-0.6, 1.0, -1.0)),
        ON_THE_FRONT.but(trunk=44.0, bend=-60.0, neck=-18.0)
        .legs(hip=-46.0)
        .arms(hand_at=OnFloor(0.72, 0.22, 0.04), elbow_to=(-0.5, 0.8, -1.0)),
        stays="working hip",
        rests_on=("working hip", "working toe"),
        props=(Prop.MAT,),
        marked=(Muscle.LOW_BACK,),
        traced=("crown",),
    ),
    needs=(Joint.SHOULDER, Joint.HIP, Joint.KNEE),
    primary=Primary(TRUNK_EXTENSION, zone=20, good=(25, 48), ok=(20, 55), rest=0),
    checks=(
        Check(
            "hips-lifted",
            THIGH_ELEVATION,
            at_most(6, 10),
            Severity.URGENT,
            cue="Let your hips sink into the mat.",
            body_cue="Lower your chest until your hips rest.",
            source="catalogue B5 (rise 0.05/0.09); as an angle: on the mat to 2, lifted from 16",
        ),
        Check(
            "shoulders-lifted",
            NECK_LENGTH,
            at_least(0.75, 0.60),
            Severity.SHOW,
            cue="Push the floor away; ears far from shoulders.",
            source="catalogue B5",
        ),
        Check(
            "head-lifted",
            NECK,
            at_least(-35, -45),
            Severity.SHOW,
            cue="Look at the edge of your mat.",
            source="catalogue B5 (-25)",
        ),
    ),
    not_seen=("hips-turned",),
    dose=Reps(count=8, hold_s=1.5, way_s=1.5),
    pace=trunk_pace(TRUNK_EXTENSION),
    contraindications=("worse-arching", "pregnancy", "wrist-problem"),
    replaced_by=("bridge",),
    not_when=Eased.BY_BENDING,
    easier=(
        # "sphinx → press-up" (§6.3)
        Instead("sphinx", "An easier version: propped on your forearms."),
        Less.RANGE,
    ),
    source="catalogue B5; 8-10 repetitions, 1-2 s, MDT-style sheets; leg pain moving down stops it",
)
