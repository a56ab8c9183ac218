"""Short reverse lunge beside a chair."""

from posecheck.exercise import (
    ON_FLOOR,
    Check,
    Exercise,
    Folder,
    Joint,
    Leg,
    Near,
    Observability,
    Posture,
    Primary,
    Reps,
    Severity,
    Stance,
    Trait,
    View,
    above,
    at_most,
    below,
    leg_pace,
    within,
)
from posecheck.exercise.measures import (
    KNEE_FLEXION,
    LEG_FORWARD,
    SHIN_TILT,
    STEP,
    TRUNK_INCLINATION,
)

ONE_FOOT_BACK = Trait("one foot back", STEP.of, (0.25, 1.6), often_hidden=True)


REVERSE_LUNGE = Exercise(
    id="reverse-lunge",
    title="Short reverse lunge",
    folder=Folder.WARMUP,
    targets=("glutes", "thighs", "hip flexors"),
    setup="Stand beside a chair. Step one foot back and bend the front knee a little.",
    camera="At your side, 3 to 4 m away and about 1 m high. The front leg is nearer to the camera.",
    view=View.SIDE,
    near=Near.WORKING_LEG,
    posture=(Posture.STANDING, Posture.KNEELING),
    observability=Observability.A,
    sides=True,
    side_by=LEG_FORWARD,
    start=Stance(trunk=(-30, 30), hips=above(1.0), working=Leg(knee=below(45))),
    position=Stance(
        must="For this exercise one foot steps back and your trunk stays upright.",
        trunk=(-30, 50),
        lower_hand=above(0.3),
        working=Leg(foot=ON_FLOOR),
        resting=Leg(thigh=(0, 75)),
        traits=(ONE_FOOT_BACK,),
    ),
    needs=(Joint.SHOULDER, Joint.HIP, Joint.KNEE, Joint.ANKLE),
    primary=Primary(KNEE_FLEXION, zone=45, good=(45, 95), ok=(40, 105), rest=5, cap_severity=Severity.SPEAK),
    checks=(
        Check(
            "leaning",
            TRUNK_INCLINATION,
            within((-15, 15), (-25, 25)),
            Severity.SHOW,
            cue="Chest tall.",
            source="EXERCISES.md W5",
        ),
        Check(
            "feet-misplaced",
            SHIN_TILT,
            at_most(25, 35),
            Severity.SPEAK,
            cue="Keep your front shin upright.",
            source="EXERCISES.md W5",
        ),
    ),
    dose=Reps(count=10, hold_s=0.0, way_s=0.8, alternating=True),
    pace=leg_pace(KNEE_FLEXION),
    contraindications=("knee-problem",),
    source="EXERCISES.md W5; 5 a side, in place of walking lunges that leave the picture",
)
