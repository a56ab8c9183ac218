"""Pelvic tilt: guided only, the pelvis cannot be seen."""

from posecheck.exercise import (
    Exercise,
    Folder,
    Guided,
    Observability,
    Posture,
    View,
)

PELVIC_TILT = Exercise(
    id="pelvic-tilt",
    title="Pelvic tilt",
    folder=Folder.WARMUP,
    targets=("deep abdominals", "lumbar mobility"),
    setup="Lie on your back with your knees bent and your feet on the floor.",
    camera="Anywhere you are seen.",
    view=View.ANY,
    posture=(Posture.SUPINE, Posture.INVERTED),
    observability=Observability.C,
    needs=(),
    dose=Guided(
        duration_s=80,
        prompts=("Tip your pelvis like a bowl of water. Hold.", "And let go."),
        every_s=5,
    ),
    scored=False,
    contraindications=("pregnancy",),
    source="catalogue W4; 8 x 5 s, Mayo",
)
