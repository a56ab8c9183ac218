"""Front plank on the forearms."""

from dataclasses import replace

from posecheck.exercise import (
    ON_THE_FRONT,
    BodyPose,
    Check,
    Exercise,
    Figure,
    Folder,
    Hold,
    Joint,
    Ladder,
    Leg,
    Less,
    Muscle,
    Observability,
    Posture,
    Primary,
    Prop,
    Severity,
    Stance,
    Trait,
    Variant,
    View,
    at_least,
    at_most,
    below,
    within,
)
from posecheck.exercise.measures import (
    ARM_SUPPORT,
    BRIDGE_LINE,
    FOREARM_SUPPORT_TILT,
    NECK,
    PLANK_LINE,
    elbow_height_torso,
)


def _figure_on_the_knees(figure: Figure) -> Figure:
    """Return the figure that carries itself on elbows and knees."""
    position = BodyPose(trunk=76.0).legs(knee=40.0, foot=10.0).arms(shoulder=76.0, elbow=88.0)
    return replace(figure, position=position, rests_on=("working elbow", "working knee"))


def _on_the_knees(plank: Exercise) -> Exercise:
    """Return the plank on the knees: the line that has to be straight ends there (§7, S3)."""
    return replace(
        plank,
        title="Front plank on the knees",
        setup="Lie on your front, forearms under your shoulders, knees on the mat. Lift your hips into one "
        "straight line.",
        position=replace(
            plank.position,
            must="For this exercise elbows and knees carry one straight line.",
            working=Leg(hip=(-60, 60), knee=(25, 140)),
            resting=Leg(hip=(-60, 60)),
        ),
        figure=plank.figure and _figure_on_the_knees(plank.figure),
        needs=tuple(joint for joint in plank.needs if joint is not Joint.ANKLE),
        checks=tuple(
            replace(check, measure=BRIDGE_LINE) if check.measure is PLANK_LINE else check
            for check in plank.checks
        ),
    )


ON_THE_KNEES = Variant(
    "on-the-knees",
    _on_the_knees,
    said="An easier version: with your knees on the mat.",
    note="Keep your knees on the mat.",
)
ELBOW_LOW = Trait("arms carry", elbow_height_torso, below(0.95))


PLANK = Exercise(
    id="plank",
    title="Front plank",
    folder=Folder.STRENGTH,
    targets=("abdominals", "shoulders"),
    setup="Lie on your front, forearms under your shoulders. Lift your body into one straight line.",
    camera="At your side, 2 to 3 m away and 0.3 to 0.6 m high.",
    view=View.SIDE,
    posture=(Posture.PRONE, Posture.INVERTED, Posture.ALL_FOURS, Posture.KNEELING, Posture.STANDING),
    observability=Observability.A,
    start=Stance(trunk=(60, 125)),
    position=Stance(
        must="For this exercise elbows and toes carry one straight line.",
        trunk=(40, 110),
        working=Leg(hip=(-60, 60), knee=below(40), thigh=(40, 100), shin=(45, 86)),
        resting=Leg(hip=(-60, 60), knee=below(50)),
        traits=(ELBOW_LOW,),
    ),
    figure=Figure(
        ON_THE_FRONT.but(trunk=62.0, bend=-40.0).legs(hip=-28.0).arms(shoulder=62.0, elbow=90.0),
        BodyPose(trunk=84.0).legs(foot=85.0).arms(shoulder=84.0, elbow=88.0),
        stays="working elbow",
        rests_on=("working elbow", "working toe"),
        props=(Prop.MAT,),
        marked=(Muscle.BELLY, Muscle.SHOULDERS),
        traced=("working hip",),
    ),
    needs=(Joint.SHOULDER, Joint.HIP, Joint.KNEE, Joint.ANKLE),
    primary=Primary(
        ARM_SUPPORT,
        zone=60,
        good=(70, 90),
        ok=(60, 91),
        rest=0,
        low_fault="arms-misplaced",
        low_cue="Elbows under your shoulders.",
    ),
    checks=(
        Check(
            "hips-sagging",
            PLANK_LINE,
            at_least(168, 160),
            Severity.URGENT,
            cue="Lift your belt buckle off the floor.",
            body_cue="Squeeze your seat and lift your hips a little.",
            source="catalogue S3",
        ),
        Check(
            "hips-piked",
            PLANK_LINE,
            at_most(190, 197),
            Severity.SPEAK,
            cue="Lower your hips to a straight line.",
            source="catalogue S3 (182, deviation 0.07)",
        ),
        Check(
            "arms-misplaced",
            FOREARM_SUPPORT_TILT,
            at_most(12, 20),
            Severity.SHOW,
            cue="Elbows under your shoulders.",
            side="near",
            source="catalogue S3",
        ),
        Check(
            "head-dropped",
            NECK,
            within((-25, 25), (-35, 35)),
            Severity.SHOW,
            cue="Long neck, look at the floor.",
            fault_low="head-lifted",
            source="catalogue S3 (15/25)",
        ),
    ),
    not_seen=("hips-turned",),
    dose=Hold(target_s=10, sets=3, credit_s=3),
    contraindications=("uncontrolled-pressure", "wrist-problem", "pregnancy"),
    replaced_by=("dead-bug", "bird-dog"),
    easier=(ON_THE_KNEES, Less.HOLD),
    ladder=Ladder(level=3, hold_s=(30, 30), before=ON_THE_KNEES, before_hold_s=5),
    source="catalogue S3; 10 s x 3 to 30 s, never to failure",
)
