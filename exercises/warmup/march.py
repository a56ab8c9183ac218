"""Marching on the spot, to get warm."""

from posecheck.exercise import (
    STAND,
    ArmPose,
    Check,
    Exercise,
    Figure,
    Folder,
    Joint,
    LegPose,
    Observability,
    Posture,
    Primary,
    Severity,
    Steps,
    View,
    at_most,
)
from posecheck.exercise.measures import KNEE_DROP, SWAY

MARCH = Exercise(
    id="march",
    title="March on the spot",
    folder=Folder.WARMUP,
    targets=("whole body",),
    setup="Stand tall facing the camera. March on the spot and let your arms swing.",
    camera="In front of you, 2 to 4 m away and about 1 m high. Your whole body is in the picture.",
    view=View.ANY,
    posture=(Posture.STANDING,),
    observability=Observability.A,
    figure=Figure(
        STAND,
        STAND.but(
            working=LegPose(hip=75.0, knee=85.0, foot=70.0),
            arm=ArmPose(shoulder=-25.0, elbow=25.0, out=6.0),
            other_arm=ArmPose(shoulder=40.0, elbow=60.0, out=6.0),
        ),
        swaps=True,
        stays="resting ankle",
        traced=("working knee beyond",),
        turned_deg=60.0,
    ),
    needs=(Joint.SHOULDER, Joint.HIP, Joint.KNEE),
    primary=Primary(KNEE_DROP, zone=0.8, good=(0.0, 0.8), ok=(-0.5, 0.88), rest=1.0, decreasing=True),
    checks=(
        Check(
            "leaning",
            SWAY,
            at_most(8, 12),
            Severity.SHOW,
            cue="March on train tracks.",
            source="catalogue W1",
        ),
    ),
    dose=Steps(duration_s=60, cadence=(50, 110)),
    going_on="Keep marching",
    source="catalogue W1",
)
