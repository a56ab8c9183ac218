"""A calf stretch at the wall: an exercise of a package of its own, complete."""

from dataclasses import replace

from posecheck.exercise import (
    ON_FLOOR,
    Check,
    Exercise,
    Fault,
    Folder,
    Hold,
    Joint,
    Leg,
    Less,
    Near,
    Observability,
    Posture,
    Primary,
    Severity,
    Stance,
    Trait,
    Variant,
    View,
    above,
    at_most,
    below,
    leg_pace,
)
from posecheck.exercise.measures import HIP_FLEXION, KNEE_FLEXION, SHIN_TILT, STEP

SOURCE = "AAOS, Knee Conditioning Program, heel cord stretch: 30 s"


def _short_step(exercise: Exercise) -> Exercise:
    """Return the stretch with less lean of the shin; a person's own zone is kept where it is lower."""
    primary = exercise.primary
    if primary is None:
        return exercise
    good = (min(14.0, primary.good[0]), primary.good[1])
    zone = min(10.0, primary.zone)
    return replace(exercise, primary=replace(primary, zone=zone, good=good, ok=(zone, primary.ok[1])))


SHORT_STEP = Variant(
    "short-step", _short_step, said="An easier version: a shorter step.", note="Keep the step short."
)
#: The back foot stands well behind the front one.
ONE_FOOT_BACK = Trait("one foot back", STEP.of, (0.25, 1.6), often_hidden=True)

SETUP = (
    "Stand facing a wall, your hands on it. Step one foot back, the leg straight and its heel on the floor, "
    "and lean toward the wall."
)
CAMERA = "At your side, 3 to 4 m away and about 1 m high. The back leg is nearer to the camera."
MUST = "For this exercise one foot stands behind the other, and you lean forward."

GERMAN = {
    "Calf stretch at the wall": "Wadendehnung an der Wand",
    SETUP: "Stell dich mit dem Gesicht zur Wand, die Hände daran. Setz einen Fuß zurück, das Bein gestreckt "
    "und die Ferse am Boden, und lehn dich zur Wand.",
    CAMERA: "Neben dir, 3 bis 4 m entfernt und etwa 1 m hoch. Das hintere Bein ist näher an der Kamera.",
    MUST: "Bei dieser Übung steht ein Fuß hinter dem anderen, und du lehnst dich nach vorn.",
    "Straighten your back knee.": "Streck das hintere Knie.",
    "Bring your hips toward the wall.": "Schieb die Hüfte zur Wand.",
    "A shorter step. A mild pull is enough.": "Ein kürzerer Schritt. Ein leichtes Ziehen genügt.",
    "the seat stays behind instead of leaning along": "das Gesäß bleibt hinten, statt sich mitzulehnen",
    "Seat left behind": "Gesäß bleibt hinten",
    "An easier version: a shorter step.": "Eine leichtere Variante: ein kürzerer Schritt.",
    "Keep the step short.": "Mach den Schritt nicht groß.",
}

CALF_STRETCH = Exercise(
    id="wall-calf-stretch",
    title="Calf stretch at the wall",
    folder=Folder.HAMSTRING,
    targets=("calves",),
    setup=SETUP,
    camera=CAMERA,
    view=View.SIDE,
    near=Near.WORKING_LEG,
    posture=(Posture.STANDING,),
    observability=Observability.A,
    sides=True,
    start=Stance(trunk=(-30, 30), hips=above(1.0), working=Leg(knee=below(45))),
    position=Stance(
        must=MUST,
        trunk=(-10, 70),
        lower_hand=above(0.3),
        working=Leg(knee=below(60), foot=ON_FLOOR),
        traits=(ONE_FOOT_BACK,),
    ),
    needs=(Joint.SHOULDER, Joint.HIP, Joint.KNEE, Joint.ANKLE),
    primary=Primary(
        SHIN_TILT,
        zone=15,
        good=(20, 40),
        ok=(15, 50),
        rest=0,
        cap_cue="A shorter step. A mild pull is enough.",
    ),
    checks=(
        Check(
            "knee-bent",
            KNEE_FLEXION,
            at_most(12, 22),
            Severity.SPEAK,
            cue="Straighten your back knee.",
            source=SOURCE,
        ),
        Check(
            "seat-left-behind",
            HIP_FLEXION,
            at_most(15, 25),
            Severity.SPEAK,
            cue="Bring your hips toward the wall.",
            source="the example's own; measure yours and say how",
        ),
    ),
    faults=(Fault("seat-left-behind", "the seat stays behind instead of leaning along"),),
    dose=Hold(target_s=30, sets=2),
    pace=leg_pace(SHIN_TILT),
    contraindications=("nerve-symptoms",),
    replaced_by=("side-bend",),
    easier=(SHORT_STEP, Less.HOLD),
    words={"de": GERMAN},
    source=SOURCE,
)

EXERCISES = (CALF_STRETCH,)
