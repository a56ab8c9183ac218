"""Hip extension (modified Thomas test): lying at the end of a bed, how far one thigh hangs down."""

from posecheck.assessment.test import HELD_S, LEAST_HELD_S, REPETITIONS, AssessmentTest, conditions_of
from posecheck.exercise import (
    ON_THE_BACK,
    Check,
    Exercise,
    Fault,
    Figure,
    Folder,
    Hold,
    Joint,
    Leg,
    LegPose,
    Muscle,
    Near,
    Observability,
    Posture,
    Primary,
    Severity,
    Stance,
    View,
    at_least,
    leg_pace,
)
from posecheck.exercise.measures import HIP_FLEXION, KNEE_FLEXION, THIGH_LINE

_HELD_KNEE = Check(
    "other-knee-let-go",
    HIP_FLEXION,
    at_least(90, 75),
    Severity.SPEAK,
    cue="Keep holding the other knee to your chest.",
    side="other",
    source="the other thigh is held to the chest, so that the lower back stays on the bed (Harvey 1998)",
)
_DRAWN_IN = LegPose(hip=125.0, knee=120.0, foot=50.0)

HIP_EXTENSION = AssessmentTest(
    id="hip-extension",
    title="Hip extension",
    exercise=Exercise(
        id="assessment-hip-extension",
        title="Hip extension",
        folder=Folder.HAMSTRING,
        targets=("hip flexors",),
        setup="Lie on your back at the end of a firm bed or table, your seat at its edge, both knees drawn "
        "in. Hold one knee; then let the other leg sink, slowly.",
        camera="At your side, 2 to 3 m away and as high as the bed. The leg that hangs is nearer to the "
        "camera.",
        view=View.SIDE,
        near=Near.WORKING_LEG,
        posture=(Posture.SUPINE, Posture.INVERTED),
        observability=Observability.B,
        sides=True,
        start=Stance(trunk=(-130, -50), working=Leg(hip=(70, 180)), resting=Leg(hip=(60, 190))),
        position=Stance(
            must="For this test one knee stays at your chest and the other leg hangs.",
            trunk=(-130, -50),
            working=Leg(hip=(-70, 65)),
            resting=Leg(hip=(60, 190)),
        ),
        figure=Figure(
            ON_THE_BACK.but(working=_DRAWN_IN, resting=_DRAWN_IN),
            ON_THE_BACK.but(working=LegPose(hip=-5.0, knee=60.0, foot=60.0), resting=_DRAWN_IN),
            stays="resting hip",
            marked=(Muscle.HIP_FLEXOR,),
            traced=("working knee",),
        ),
        needs=(Joint.SHOULDER, Joint.HIP, Joint.KNEE),
        primary=Primary(
            THIGH_LINE,
            zone=-55,
            good=(-55, 45),
            ok=(-55, 50),
            rest=-110,
            low_cue="As far as it is comfortable.",
        ),
        checks=(_HELD_KNEE,),
        reports=(KNEE_FLEXION,),
        dose=Hold(target_s=HELD_S, sets=REPETITIONS, credit_s=LEAST_HELD_S),
        pace=leg_pace(THIGH_LINE),
        faults=(Fault("other-knee-let-go", "the other knee is not held to the chest"),),
        contraindications=("worse-bending", "hip-problem", "knee-problem", "pregnancy"),
        scored=False,
        source="Harvey 1998",
    ),
    measured=THIGH_LINE,
    larger_is_better=True,
    what="How far one thigh sinks against the line of the trunk, 0 in line with it, negative above: the "
    "length of the hip flexors.",
    conditions=conditions_of(_HELD_KNEE),
    not_seen=(
        (
            "Whether the pelvis tips: without that being known the test tells less than it seems "
            "(Vigotsky et al. 2016)."
        ),
    ),
    sources=(
        (
            "Harvey D. Assessment of the flexibility of elite athletes using the modified Thomas test. Br J "
            "Sports Med 1998;32:68-70."
        ),
        (
            "Vigotsky AD, Lehman GJ, Beardsley C, Contreras B, Chung B, Feser EH. The modified "
            "Thomas test is not a valid measure of hip extension unless pelvic tilt is controlled. "
            "PeerJ 2016;4:e2325."
        ),
    ),
)
