"""The words of the exercise book: doses, intervals, grades, reasons to leave an exercise out."""

from __future__ import annotations

import math

from posecheck.exercise import (
    Check,
    Exercise,
    Folder,
    Measure,
    Observability,
    Relative,
    Severity,
    Unit,
    View,
)

FOLDERS: dict[Folder, str] = {
    Folder.WARMUP: "Warm-up",
    Folder.HAMSTRING: "Hamstrings",
    Folder.GLUTE: "Glutes",
    Folder.BACK: "Back",
    Folder.STRENGTH: "Strength",
    Folder.COOLDOWN: "Cool-down",
    Folder.INVERSION: "Inversion table",
}

VIEWS: dict[View, str] = {
    View.SIDE: "from the side",
    View.FRONT: "from the front",
    View.ANY: "from anywhere",
}

GRADES: dict[Observability, str] = {
    Observability.A: "Grade A: one camera sees what matters well; you can rely on the verdict.",
    Observability.B: "Grade B: one camera sees the main movement well, and some of what matters only "
    "roughly; take the verdict with reserve.",
    Observability.C: "Grade C: one camera cannot judge this exercise. It is guided and timed, and it is not "
    "scored.",
}

SEVERITIES: dict[Severity, str] = {
    Severity.SHOW: "shown",
    Severity.SPEAK: "spoken after 1.5 s",
    Severity.URGENT: "spoken after 0.5 s, caps the score",
    Severity.STOP: "stops the set",
}

#: Answer of the screening → who that is.
CONTRAINDICATIONS: dict[str, str] = {
    "osteoporosis": "osteoporosis, a fracture of the spine or long use of steroids",
    "worse-bending": "back pain that gets worse when you bend forward, or a disc problem",
    "worse-arching": "back pain that gets worse when you arch backward, spinal stenosis or spondylolisthesis",
    "nerve-symptoms": "pain, tingling or numbness that runs down a leg",
    "hip-problem": "a hip replacement or a hip problem",
    "knee-problem": "a knee problem, or pain when kneeling",
    "wrist-problem": "a wrist problem, or pain when you lean on your hands",
    "pregnancy": "pregnancy; ask your midwife",
    "dizziness": "dizziness",
    "uncontrolled-pressure": "high blood pressure that is not under control, or heart disease",
    "head-below-heart": "anything that forbids the head below the heart: glaucoma, a retina problem, high "
    "blood pressure, heart disease, a stroke, dizziness",
    "inversion-gate": "a yes to any question of the inversion gate, which asks about eyes, ears, blood "
    "pressure, heart, stroke, pregnancy, hernia, reflux, bones, neck, dizziness and medicines",
}

#: Rough length in centimetres of what a ratio is divided by, on a person of 1.70 m.
_LENGTH_CM: dict[Unit, float] = {Unit.TORSO: 50.0, Unit.THIGH: 40.0, Unit.LEG: 80.0}

_COMPARED: dict[Relative, str] = {
    Relative.CHANGE: "against your start",
    Relative.DISTANCE: "against your start",
    Relative.CHANGE_IN_TORSO: "against your start",
    Relative.DISTANCE_IN_TORSO: "against your start",
    Relative.ROLLED: "against your start",
}

_SIDES = {"working": "", "other": "other side", "near": "nearer side", "far": "farther side"}


def dose_in_full(exercise: Exercise) -> str:
    """Return the dose with the sides and the pace that belong to it."""
    words = exercise.dose.in_full(sides=exercise.sides)
    return f"{words[0].upper()}{words[1:]}."


def interval_words(low: float, high: float) -> str:
    """Return the interval from `low` to `high`, either of which may be open."""
    low, high = min(low, high), max(low, high)
    if math.isinf(low):
        return f"≤ {high:g}"
    if math.isinf(high):
        return f"≥ {low:g}"
    return f"{low:g} to {high:g}"


def plain_words(measure: Measure, low: float, high: float) -> str:
    """Return the interval as a person would say it, lengths in centimetres as well."""
    low, high = min(low, high), max(low, high)
    if measure.relative is Relative.SHARE:
        unit, low, high = " % of the start", 100.0 * low, 100.0 * high
    else:
        unit = "°" if measure.unit is Unit.DEG else f" {measure.unit.value}"
    if math.isinf(low) or (low <= 0 and measure.relative is Relative.SHARE):
        said = f"at most {high:g}{unit}"
    elif math.isinf(high):
        said = f"at least {low:g}{unit}"
    else:
        said = f"{low:g} to {high:g}{unit}"
    length_cm = _LENGTH_CM.get(measure.unit)
    if length_cm and measure.relative is not Relative.SHARE:
        said += f" (about {_centimetres(low, high, length_cm)} cm)"
    return said


def _centimetres(low: float, high: float, length_cm: float) -> str:
    edges = [f"{edge * length_cm:.0f}" for edge in (low, high) if math.isfinite(edge)]
    return " to ".join(edges)


def measure_words(measure: Measure, side: str = "working") -> str:
    """Return the title of a measure, with the side it is read on and what it is compared with."""
    notes = [
        note for note in ("" if measure.whole else _SIDES[side], _COMPARED.get(measure.relative, "")) if note
    ]
    return f"{measure.title} ({', '.join(notes)})" if notes else measure.title


def when_words(check: Check) -> str:
    """Return in which part of the exercise `check` is judged."""
    if check.end:
        return "at the first end" if check.end > 0 else "at the second end"
    return check.when.value


def severity_words(severity: Severity) -> str:
    """Return a severity as its number and what happens."""
    return f"{int(severity)}: {SEVERITIES[severity]}"


def contraindication_words(tag: str) -> str:
    """Return who should leave an exercise out; a tag of another package says it itself."""
    return CONTRAINDICATIONS.get(tag, tag.replace("-", " "))
