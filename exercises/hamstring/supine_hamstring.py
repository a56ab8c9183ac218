"""Supine hamstring stretch: the default, with the least load on the spine."""

from posecheck.exercise import (
    Check,
    Exercise,
    Folder,
    Hold,
    Near,
    Observability,
    Posture,
    Primary,
    Requirement,
    Severity,
    View,
    at_most,
    leg_pace,
)
from posecheck.measures import HIP_RISE, KNEE_FLEXION, LEG_RAISE, SHOULDER_RISE
from posecheck.pose import Joint

SUPINE_HAMSTRING = Exercise(
    id="supine-hamstring",
    title="Supine hamstring stretch",
    folder=Folder.HAMSTRING,
    targets=("hamstrings",),
    setup="Lie on your back. Hold one leg behind the thigh or in a strap.",
    camera="At your side, 2 to 3 m away and 0.3 to 0.6 m high. The leg you raise is nearer to the camera.",
    view=View.SIDE,
    near=Near.WORKING_LEG,
    posture=(Posture.SUPINE, Posture.INVERTED),
    observability=Observability.A,
    sides=True,
    needs=(Joint.SHOULDER, Joint.HIP, Joint.KNEE, Joint.ANKLE),
    signature=(Requirement(KNEE_FLEXION, at_most(30, 55)), Requirement(HIP_RISE, at_most(0.2, 0.3))),
    primary=Primary(LEG_RAISE, zone=30, good=(55, 90), ok=(30, 100), rest=0),
    checks=(
        Check(
            "knee-bent",
            KNEE_FLEXION,
            at_most(10, 20),
            Severity.SPEAK,
            cue="Push your heel to the ceiling.",
            body_cue="Straighten your raised knee, even if the leg comes down a little.",
            source="EXERCISES.md H3",
        ),
        Check(
            "hips-lifted",
            HIP_RISE,
            at_most(0.10, 0.16),
            Severity.SPEAK,
            cue="Let your tailbone stay heavy on the mat.",
            body_cue="Lower your leg a little until your hips rest on the mat.",
            source="EXERCISES.md H3 (0.06/0.10); the landmark rises by 0.09 to 0.14 with a hip that rests",
        ),
        Check(
            "shoulders-lifted",
            SHOULDER_RISE,
            at_most(0.08, 0.10),
            Severity.SHOW,
            cue="Rest your shoulders on the mat.",
            source="EXERCISES.md H3",
        ),
    ),
    dose=Hold(target_s=30, sets=2),
    pace=leg_pace(LEG_RAISE),
    contraindications=("nerve-symptoms", "pregnancy"),
    source="EXERCISES.md H3; 20 s x 5 in AAOS-style guides, 2 x 30 s by ACSM 2021",
)
