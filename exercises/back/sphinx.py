"""Sphinx: lying on the front, propped on the forearms."""

from posecheck.exercise import (
    ON_FLOOR,
    Check,
    Exercise,
    Folder,
    Hold,
    Joint,
    Leg,
    Observability,
    Posture,
    Primary,
    Severity,
    Stance,
    Trait,
    View,
    at_least,
    at_most,
    below,
    trunk_pace,
)
from posecheck.exercise.measures import (
    FOREARM_SUPPORT_TILT,
    NECK,
    NECK_LENGTH,
    THIGH_ELEVATION,
    TRUNK_EXTENSION,
    elbow_height_torso,
)

ON_FOREARMS = Trait("on the forearms", elbow_height_torso, below(0.27))


SPHINX = Exercise(
    id="sphinx",
    title="Sphinx",
    folder=Folder.BACK,
    targets=("lumbar extension", "abdominals"),
    setup="Lie on your front. Prop yourself on your forearms with your elbows under your shoulders.",
    camera="At your side, 2 to 3 m away and 0.3 to 0.6 m high.",
    view=View.SIDE,
    posture=(Posture.PRONE, Posture.INVERTED),
    observability=Observability.A,
    start=Stance(trunk=(60, 120), working=Leg(hip=(-30, 30), knee=below(45))),
    position=Stance(
        must="For this stretch your forearms, hips and legs lie on the mat.",
        hips=below(0.65),
        lower_hand=ON_FLOOR,
        working=Leg(hip=(-90, -2), knee=below(40), thigh=(60, 115), foot=ON_FLOOR),
        traits=(ON_FOREARMS,),
    ),
    needs=(Joint.SHOULDER, Joint.HIP, Joint.KNEE),
    primary=Primary(TRUNK_EXTENSION, zone=10, good=(15, 30), ok=(10, 35), rest=0),
    checks=(
        Check(
            "hips-lifted",
            THIGH_ELEVATION,
            at_most(6, 10),
            Severity.URGENT,
            cue="Let your hips sink into the mat.",
            source="EXERCISES.md B5 (rise 0.05/0.09); as an angle: on the mat to 2, lifted from 16",
        ),
        Check(
            "arms-misplaced",
            FOREARM_SUPPORT_TILT,
            at_most(15, 25),
            Severity.SHOW,
            cue="Elbows under your shoulders.",
            side="near",
            source="EXERCISES.md B5",
        ),
        Check(
            "shoulders-lifted",
            NECK_LENGTH,
            at_least(0.75, 0.60),
            Severity.SHOW,
            cue="Push the floor away; ears far from shoulders.",
            source="EXERCISES.md B5",
        ),
        Check(
            "head-lifted",
            NECK,
            at_least(-35, -45),
            Severity.SHOW,
            cue="Look at the edge of your mat.",
            source="EXERCISES.md B5 (-25)",
        ),
    ),
    dose=Hold(target_s=15, sets=5),
    pace=trunk_pace(TRUNK_EXTENSION),
    contraindications=("worse-arching", "pregnancy"),
    source="EXERCISES.md B5; 10-20 s x 5, MDT-style sheets",
)
