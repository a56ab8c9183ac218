"""Inversion table: an opt-in monitor that observes and never recommends an angle."""

from posecheck.exercise import (
    Check,
    Exercise,
    Folder,
    Hold,
    Joint,
    Observability,
    Pace,
    Primary,
    Severity,
    View,
    at_most,
)
from posecheck.exercise.measures import (
    KNEE_FLEXION,
    NECK,
    TILT,
)

INVERSION_TABLE = Exercise(
    id="inversion-table",
    title="Inversion table monitor",
    folder=Folder.INVERSION,
    targets=("observation of tilt, time and speed",),
    setup="Have a helper beside you and the straps checked. Lie back on the table.",
    camera="At the side of the table, 2.5 to 3.5 m away and about 1 m high, square to its pivot.",
    view=View.SIDE,
    posture=(),
    observability=Observability.A,
    needs=(Joint.SHOULDER, Joint.HIP, Joint.ANKLE),
    primary=Primary(
        TILT,
        zone=5,
        good=(5, 20),
        ok=(5, 30),
        rest=-80,
        cap_cue="Come back up a little.",
        low_cue="",
    ),
    checks=(
        Check(
            "knee-bent",
            KNEE_FLEXION,
            at_most(15, 25),
            Severity.SHOW,
            cue="Lie long and relaxed.",
            side="near",
            source="catalogue section 9",
        ),
        Check(
            "head-dropped",
            NECK,
            at_most(40, 60),
            Severity.SHOW,
            cue="Rest your head on the table.",
            source="catalogue section 9 (20); the ear of an inverted head is read to 30 deg only",
        ),
    ),
    dose=Hold(target_s=60, sets=1),
    pace=Pace(TILT, good_deg_s=10, stop_deg_s=20),
    scored=False,
    opt_in=True,
    contraindications=("inversion-gate",),
    source="catalogue section 9; NICE does not support traction; not an emergency alarm",
)
