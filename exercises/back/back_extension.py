"""Standing back extension: hands on the hips, near a wall, lean back a little."""

from posecheck.exercise import (
    STAND,
    Check,
    Eased,
    Exercise,
    Figure,
    Folder,
    Joint,
    Leg,
    Less,
    Muscle,
    Observability,
    OnBody,
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
    BACKWARD_LEAN,
    HIPS_AHEAD,
    KNEE_FLEXION,
    NECK,
    STEP,
)

FEET_TOGETHER = Trait("feet together", STEP.of, (0.0, 0.4), often_hidden=True)


BACK_EXTENSION = Exercise(
    id="back-extension",
    title="Standing back extension",
    folder=Folder.BACK,
    targets=("lumbar extension", "hip flexors"),
    setup="Stand near a wall with your hands on your hips. Lean back a little and come up again.",
    camera="At your side, 2 to 4 m away and about 1 m high.",
    view=View.SIDE,
    posture=(Posture.STANDING,),
    observability=Observability.A,
    start=Stance(trunk=(-20, 25), hips=above(1.0), working=Leg(knee=below(45))),
    position=Stance(
        must="For this exercise you stand on both feet and lean back.",
        trunk=(-75, 0),
        hips=above(1.0),
        working=Leg(knee=below(50), thigh=(0, 40)),
        traits=(FEET_TOGETHER,),
    ),
    figure=Figure(
        STAND.arms(hand_at=OnBody("hips", 0.0, off_m=(-0.05, 0.07, 0.06)), elbow_to=(-1.0, 0.7, 0.0)),
        STAND.arms(hand_at=OnBody("hips", 0.0, off_m=(-0.05, 0.07, 0.06)), elbow_to=(-1.0, 0.7, 0.0))
        .but(trunk=-18.0, bend=-14.0, neck=-16.0)
        # the hips go ahead of the feet
        .legs(hip=-22.0),
        props=(Prop.WALL_BEHIND,),
        marked=(Muscle.LOW_BACK, Muscle.HIP_FLEXOR),
        traced=("crown",),
    ),
    needs=(Joint.SHOULDER, Joint.HIP, Joint.KNEE, Joint.ANKLE),
    primary=Primary(
        BACKWARD_LEAN,
        zone=10,
        good=(10, 30),
        ok=(8, 40),
        rest=0,
        cap_cue="Come up a little. Small is fine.",
    ),
    checks=(
        Check(
            "knee-bent",
            KNEE_FLEXION,
            at_most(10, 15),
            Severity.SPEAK,
            cue="Stand tall on straight legs.",
            body_cue="Straighten your knees.",
            source="catalogue B6 (15/25); rendered clips: straight 3-5, bent 18-30",
        ),
        Check(
            "hips-shifted",
            HIPS_AHEAD,
            at_most(0.15, 0.20),
            Severity.SHOW,
            cue="Keep your hips over your feet.",
            source="catalogue B6",
        ),
        Check(
            "head-lifted",
            NECK,
            at_least(-20, -30),
            Severity.SPEAK,
            cue="Look where wall meets ceiling, no further.",
            source="catalogue B6",
        ),
    ),
    dose=Reps(count=10, hold_s=2.0, way_s=1.5),
    pace=trunk_pace(BACKWARD_LEAN),
    contraindications=("worse-arching", "dizziness"),
    replaced_by=("side-bend",),
    not_when=Eased.BY_BENDING,
    easier=(Less.RANGE,),
    source="catalogue B6; 1-2 s x 10, Camden MSK",
)
