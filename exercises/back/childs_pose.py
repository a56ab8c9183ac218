"""Child's pose: kneel, sit back, arms forward."""

from posecheck.exercise import (
    ON_FLOOR,
    Check,
    Exercise,
    Folder,
    Hold,
    Leg,
    Observability,
    Posture,
    Primary,
    Severity,
    Stance,
    View,
    at_least,
    at_most,
    below,
    trunk_pace,
)
from posecheck.measures import HIP_FLEXION, SEAT_TO_HEEL, TRUNK_INCLINATION
from posecheck.pose import Joint

CHILDS_POSE = Exercise(
    id="childs-pose",
    title="Child's pose",
    folder=Folder.BACK,
    targets=("erector spinae", "latissimus", "glutes"),
    setup="Start on hands and knees. Sit back toward your heels and reach your arms forward.",
    camera="At your side, 2 to 3 m away and 0.3 to 0.6 m high.",
    view=View.SIDE,
    posture=(Posture.KNEELING, Posture.ALL_FOURS),
    observability=Observability.A,
    start=Stance(trunk=(55, 115), working=Leg(thigh=(0, 45), knee=(50, 130)), lower_hand=ON_FLOOR),
    position=Stance(
        must="For this stretch you kneel, sit back and reach along the floor.",
        trunk=(60, 130),
        hips=below(1.0),
        lower_hand=ON_FLOOR,
        working=Leg(knee=(105, 180), shin=(60, 130)),
    ),
    needs=(Joint.SHOULDER, Joint.HIP, Joint.KNEE, Joint.ANKLE),
    primary=Primary(HIP_FLEXION, zone=105, good=(115, 180), ok=(90, 180), rest=80),
    checks=(
        Check(
            "hips-lifted",
            SEAT_TO_HEEL,
            at_most(0.55, 0.65),
            Severity.SHOW,
            cue="Float your seat back toward your heels.",
            source="EXERCISES.md B1 (0.45/0.75); rendered clips: sat back 0.37-0.52, hips high 0.75-0.85",
        ),
        Check(
            "not-there-yet",
            TRUNK_INCLINATION,
            at_least(80, 65),
            Severity.SHOW,
            cue="Walk your hands forward.",
            source="EXERCISES.md B1",
        ),
    ),
    dose=Hold(target_s=25, sets=2),
    pace=trunk_pace(HIP_FLEXION),
    contraindications=("worse-bending", "knee-problem", "hip-problem", "head-below-heart"),
    source="EXERCISES.md B1; NHS rocking 8-10 x one breath",
)
