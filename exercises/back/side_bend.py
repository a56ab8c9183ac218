"""Standing side bend: one hand slides down the thigh."""

from posecheck.exercise import (
    Check,
    Exercise,
    Folder,
    Hold,
    Joint,
    Leg,
    Less,
    Observability,
    Posture,
    Primary,
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
    HIP_YAW,
    HIPS_SHIFT,
    LATERAL_LEAN,
    SHOULDER_WIDTH,
    feet_level_torso,
)

STANDING = Stance(
    must="For this stretch you stand on both feet and bend to the side.",
    hips=above(1.0),
    shoulders=above(1.8),
    working=Leg(knee=below(50), thigh=(0, 45)),
    resting=Leg(knee=below(50), thigh=(0, 45)),
    traits=(Trait("both feet down", feet_level_torso, (0.0, 0.45)),),
)


SIDE_BEND = Exercise(
    id="side-bend",
    title="Standing side bend",
    folder=Folder.BACK,
    targets=("quadratus lumborum", "obliques"),
    setup="Stand tall facing the camera. Slide one hand down the outside of your thigh.",
    camera="In front of you, 2 to 4 m away and about 1 m high.",
    view=View.FRONT,
    posture=(Posture.STANDING,),
    observability=Observability.A,
    sides=True,
    start=STANDING,
    position=STANDING,
    needs=(Joint.SHOULDER, Joint.HIP, Joint.KNEE, Joint.ANKLE),
    primary=Primary(LATERAL_LEAN, zone=8, good=(12, 30), ok=(8, 40), rest=0, cap_severity=Severity.SPEAK),
    checks=(
        Check(
            "leaning",
            SHOULDER_WIDTH,
            at_least(0.85, 0.75),
            Severity.SPEAK,
            cue="Slide between two panes of glass.",
            source="catalogue B7",
        ),
        Check(
            "hips-shifted",
            HIPS_SHIFT,
            at_most(0.17, 0.25),
            Severity.SPEAK,
            cue="Keep your hips still; slide your hand down.",
            source="catalogue B7 (0.15/0.25)",
        ),
        Check(
            "hips-turned",
            HIP_YAW,
            at_most(10, 18),
            Severity.SHOW,
            cue="Keep your belt buckle facing the camera.",
            source="catalogue B3 (10/20), as for the pelvis in a front view; only shown: its depth is "
            "guessed, none of six turned pelvises was found and a straight one was",
        ),
    ),
    not_seen=("hips-turned",),
    dose=Hold(target_s=15, sets=2),
    pace=trunk_pace(LATERAL_LEAN),
    easier=(Less.RANGE, Less.HOLD),
    source="catalogue B7",
)
