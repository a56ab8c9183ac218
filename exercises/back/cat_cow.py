"""Cat-cow on hands and knees: round the back, then let it sink."""

from dataclasses import replace

from posecheck.exercise import (
    HANDS_AND_KNEES,
    Adaptation,
    Check,
    Exercise,
    Figure,
    Folder,
    Joint,
    Leg,
    Muscle,
    Observability,
    Posture,
    Primary,
    Prop,
    Reps,
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
from posecheck.exercise.measures import ELBOW_FLEXION, HIPS_ROCK, NECK, ROUNDING, SUPPORT_ARM_TILT

TABLE = Stance(
    must="For this exercise you are on hands and knees, both hands on the floor.",
    trunk=(55, 115),
    hips=above(0.5),
    lower_hand=below(0.4),
    higher_hand=below(0.6),
    working=Leg(thigh=(0, 35), knee=(55, 130), foot=below(0.6)),
    resting=Leg(thigh=(0, 45), foot=below(0.7)),
)


#: Neutral heads read -4 to 18 degrees on hands and knees (rendered and real people).
HEAD_LEVEL = Trait("head level", NECK.of, (-30.0, 35.0))


def _cat_only(exercise: Exercise) -> Exercise:
    """Return cat-cow without the cow: one end, back to level, round again."""
    if exercise.primary is None or not isinstance(exercise.dose, Reps):
        return exercise
    return replace(
        exercise,
        title="Cat",
        setup="Start on hands and knees. Round your back and come back to level.",
        primary=replace(exercise.primary, other=None),
        checks=tuple(check for check in exercise.checks if check.end >= 0),
        dose=replace(exercise.dose, alternating=False),
    )


CAT_COW = Exercise(
    id="cat-cow",
    title="Cat-cow",
    folder=Folder.BACK,
    targets=("spinal mobility",),
    setup="Start on hands and knees, hands under your shoulders, knees under your hips.",
    camera="At your side, 2 to 3 m away and 0.3 to 0.6 m high.",
    view=View.SIDE,
    posture=(Posture.ALL_FOURS, Posture.KNEELING),
    observability=Observability.B,
    start=replace(TABLE, traits=(HEAD_LEVEL,)),
    position=TABLE,
    figure=Figure(
        HANDS_AND_KNEES,
        HANDS_AND_KNEES.but(bend=80.0, neck=45.0),
        other=HANDS_AND_KNEES.but(bend=-45.0, neck=-42.0),
        stays="working knee",
        props=(Prop.MAT,),
        marked=(Muscle.BACK,),
        traced=("belly",),
    ),
    needs=(Joint.EAR, Joint.SHOULDER, Joint.HIP),
    primary=Primary(
        NECK,
        zone=20,
        good=(20, 90),
        ok=(15, 150),
        rest=0,
        other=Primary(NECK, zone=-12, good=(-12, -80), ok=(-8, -90), rest=0, decreasing=True),
    ),
    checks=(
        Check(
            "arms-misplaced",
            SUPPORT_ARM_TILT,
            at_most(15, 25),
            Severity.SHOW,
            cue="Hands under shoulders, knees under hips.",
            side="near",
            source="catalogue B2",
        ),
        Check(
            "arms-misplaced",
            ELBOW_FLEXION,
            at_most(35, 45),
            Severity.SHOW,
            cue="Push the floor away.",
            side="near",
            source="catalogue B2 (25); straight supporting arms of rendered bodies read up to 32",
        ),
        Check(
            "hips-shifted",
            HIPS_ROCK,
            at_most(0.12, 0.20),
            Severity.SPEAK,
            cue="Keep your hips over your knees.",
            source="catalogue B2",
        ),
        Check(
            "not-there-yet",
            ROUNDING,
            at_least(0.05, 0.02),
            Severity.SHOW,
            cue="Let your back follow: round it toward the ceiling.",
            end=1,
            source="catalogue B2 (0.06); rendered clips: cat 0.11 to 0.15",
        ),
        Check(
            "not-there-yet",
            ROUNDING,
            at_most(-0.02, 0.02),
            Severity.SHOW,
            cue="Let your belly sink gently.",
            end=-1,
            source="catalogue B2 (-0.02); rendered clips: cow -0.06 to -0.10",
        ),
    ),
    dose=Reps(count=8, hold_s=1.0, way_s=2.0, alternating=True),
    pace=trunk_pace(NECK),
    contraindications=("wrist-problem", "knee-problem", "worse-arching"),
    replaced_by=("knee-rolls", "side-bend", "seated-rotation"),
    adapted=(Adaptation("worse-arching", "Round your back only; do not let it sink.", _cat_only),),
    source="catalogue B2; 6-10 repetitions, two seconds each way",
)
