"""Modified side plank: lying on the side, knees bent."""

from posecheck.exercise import (
    ArmPose,
    BodyPose,
    Check,
    Exercise,
    Figure,
    Folder,
    Hold,
    Instead,
    Joint,
    Ladder,
    LegPose,
    Less,
    Muscle,
    Observability,
    OnBody,
    Posture,
    Primary,
    Prop,
    Severity,
    Stance,
    Trait,
    View,
    above,
    at_most,
    within,
)
from posecheck.exercise.measures import (
    LOWER_ARM_TILT,
    SIDE_PLANK_LINE,
    TRUNK_ROTATION,
    lower_hip_torso,
    lower_shoulder_torso,
)

HIPS_UP = Trait("hips off the mat", lower_hip_torso, above(0.2))
ARM_UPRIGHT = Trait("supporting arm upright", LOWER_ARM_TILT.of, (0.0, 55.0))
SHOULDERS_UP = Trait("shoulders off the mat", lower_shoulder_torso, above(0.3))


SIDE_PLANK = Exercise(
    id="side-plank",
    title="Side plank on the knees",
    folder=Folder.STRENGTH,
    targets=("obliques", "quadratus lumborum", "gluteus medius"),
    setup="Lie on your side, knees bent, forearm under your shoulder. Lift your hips.",
    camera="In front of your body, 2 to 3 m away and 0.3 to 0.6 m high.",
    view=View.FRONT,
    posture=(Posture.SIDE_LYING,),
    observability=Observability.B,
    start=Stance(trunk=(-110, 110)),
    position=Stance(
        must="For this exercise your forearm carries you and your hips are off the mat.",
        traits=(HIPS_UP, SHOULDERS_UP, ARM_UPRIGHT),
    ),
    figure=Figure(
        BodyPose(trunk=-60.0, roll=-90.0).but(
            working=LegPose(knee=90.0, out=-30.0, foot=20.0),
            resting=LegPose(knee=90.0, out=30.0, foot=20.0),
            arm=ArmPose(out=60.0, elbow=90.0),
            other_arm=ArmPose(hand_at=OnBody("hips", 0.0, off_m=(0.03, 0.1, 0.05)), elbow_to=(0.3, 1.0, 0.2)),
        ),
        BodyPose(trunk=-70.0, roll=-90.0)
        .legs(knee=90.0, foot=20.0)
        .but(
            arm=ArmPose(out=70.0, elbow=90.0),
            other_arm=ArmPose(hand_at=OnBody("hips", 0.0, off_m=(0.03, 0.1, 0.05)), elbow_to=(0.3, 1.0, 0.2)),
        ),
        stays="working elbow",
        rests_on=("working elbow", "working knee"),
        props=(Prop.MAT,),
        marked=(Muscle.LOWER_FLANK,),
        traced=("resting hip",),
        turned_deg=20.0,
        looking_down_deg=16.0,
    ),
    needs=(Joint.SHOULDER, Joint.HIP, Joint.KNEE),
    primary=Primary(
        SIDE_PLANK_LINE,
        zone=150,
        good=(165, 195),
        ok=(155, 205),
        rest=130,
        strict=True,
        low_fault="hips-sagging",
        low_severity=Severity.URGENT,
        low_cue="Lift your hips toward the ceiling.",
        cap_fault="hips-piked",
        cap_severity=Severity.SPEAK,
        cap_cue="Lower your hips to a straight line.",
    ),
    checks=(
        Check(
            "arms-misplaced",
            LOWER_ARM_TILT,
            at_most(15, 25),
            Severity.SPEAK,
            cue="Elbow under your shoulder.",
            source="catalogue S4",
        ),
        Check(
            "hips-turned",
            TRUNK_ROTATION,
            within((-15, 15), (-25, 25)),
            Severity.SPEAK,
            cue="Stack your shoulders like a wall.",
            source="catalogue S4",
        ),
    ),
    dose=Hold(target_s=10, sets=3, credit_s=3),
    contraindications=("uncontrolled-pressure", "knee-problem"),
    replaced_by=("dead-bug", "bird-dog"),
    easier=(Less.HOLD, Instead("bridge", "An easier version: the bridge, with your back on the mat.")),
    ladder=Ladder(level=2, hold_s=(5, 10)),
    source="catalogue S4; 5-10 s x 3 a side, CCGI",
)
