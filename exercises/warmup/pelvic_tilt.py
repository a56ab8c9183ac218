"""Pelvic tilt: guided only, the pelvis cannot be seen."""

from posecheck.exercise import (
    ON_THE_BACK_KNEES_BENT,
    Exercise,
    Figure,
    Folder,
    Guided,
    Muscle,
    Observability,
    Posture,
    Prop,
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
    figure=Figure(
        ON_THE_BACK_KNEES_BENT.arms(out=78.0).but(bend=-60.0),
        ON_THE_BACK_KNEES_BENT.arms(out=78.0).but(bend=12.0),
        stays="working shoulder",
        props=(Prop.MAT,),
        marked=(Muscle.PELVIS,),
        traced=("pelvis ahead",),
        looking_down_deg=3.0,
    ),
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
