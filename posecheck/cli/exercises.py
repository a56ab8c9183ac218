"""``posecheck exercises``: what there is, and one exercise in full."""

from __future__ import annotations

import json
import math
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from posecheck.exercise import Band, Check, Dose, Exercise, Primary


def exercises(
    exercise: Annotated[
        str | None,
        typer.Argument(metavar="[ID]", help="One in full: set-up, camera, measures with bands and sources."),
    ] = None,
    *,
    as_json: Annotated[bool, typer.Option("--json", help="Write it as JSON, for other programs.")] = False,
) -> None:
    """List the exercises, or show one in full."""
    from posecheck.catalogue import all_exercises, find_exercise

    chosen = [find_exercise(exercise)] if exercise else list(all_exercises().values())
    if as_json:
        described = [describe(each) for each in chosen]
        typer.echo(json.dumps(described[0] if exercise else described, ensure_ascii=False, indent=1))
    elif exercise:
        _show(chosen[0])
    else:
        _list(chosen)


def describe(exercise: Exercise) -> dict[str, Any]:
    """Return everything that is said of `exercise` as plain data; an open edge of a band is ``None``."""
    primary = exercise.primary
    return {
        "id": exercise.id,
        "title": exercise.title,
        "folder": exercise.folder.value,
        "targets": list(exercise.targets),
        "setup": exercise.setup,
        "camera": exercise.camera,
        "view": exercise.view.value,
        "posture": [posture.value for posture in exercise.posture],
        "observability": exercise.observability.value,
        "per_side": exercise.sides,
        "dose": dose_words(exercise.dose),
        "primary": None if primary is None else _describe_primary(primary),
        "checks": [_describe_check(check) for check in exercise.checks],
        "pace": None
        if exercise.pace is None
        else {
            "measure": exercise.pace.measure.name,
            "good_deg_s": exercise.pace.good_deg_s,
            "stop_deg_s": exercise.pace.stop_deg_s,
        },
        "contraindications": list(exercise.contraindications),
        "source": exercise.source,
    }


def _describe_primary(primary: Primary) -> dict[str, Any]:
    return {
        "measure": primary.measure.name,
        "title": primary.measure.title,
        "unit": primary.measure.unit.value,
        "zone": _edge(primary.zone),
        "good": [_edge(edge) for edge in primary.good],
        "ok": [_edge(edge) for edge in primary.ok],
        "cap_fault": primary.cap_fault,
        "cap_cue": primary.cap_cue,
    }


def _describe_check(check: Check) -> dict[str, Any]:
    band = check.band
    return {
        "fault": check.fault,
        "fault_low": check.fault_low or None,
        "measure": check.measure.name,
        "title": check.measure.title,
        "unit": check.measure.unit.value,
        "good": [_edge(band.good_low), _edge(band.good_high)],
        "ok": [_edge(band.ok_low), _edge(band.ok_high)],
        "severity": int(check.severity),
        "when": check.when.value,
        "cue": check.cue,
        "cue_low": check.cue_low or None,
        "source": check.source or None,
    }


def _edge(value: float) -> float | None:
    return value if math.isfinite(value) else None


def dose_words(dose: Dose) -> str:
    """Return `dose` as a person would say it."""
    from posecheck.exercise import Circles, Hold, Reps, Steps

    if isinstance(dose, Hold):
        return f"{dose.sets} x {dose.target_s:g} s held"
    if isinstance(dose, Reps):
        held = f" with {dose.hold_s:g} s at the top" if dose.hold_s else ""
        return f"{dose.count} repetitions{held}"
    if isinstance(dose, Circles):
        return f"{dose.count} circles"
    if isinstance(dose, Steps):
        low, high = dose.cadence
        return f"{dose.duration_s:g} s at {low:g} to {high:g} steps a minute"
    return f"guided, {dose.duration_s:g} s"


def _band_words(band: Band) -> tuple[str, str]:
    return _interval(band.good_low, band.good_high), _interval(band.ok_low, band.ok_high)


def _interval(low: float, high: float) -> str:
    if math.isinf(low):
        return f"≤ {high:g}"
    if math.isinf(high):
        return f"≥ {low:g}"
    return f"{low:g} to {high:g}"


def _list(chosen: list[Exercise]) -> None:
    from rich.table import Table

    from posecheck.outputs.console import standard_output

    table = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 2, 0, 0))
    for heading in ("id", "exercise", "camera", "dose"):
        table.add_column(heading)
    for each in chosen:
        dose = dose_words(each.dose) + (", each side" if each.sides else "")
        table.add_row(each.id, each.title, each.view.value, dose)
    console = standard_output()
    console.print(table)
    console.print("\nposecheck exercises ID shows one in full.", markup=False)


def _show(exercise: Exercise) -> None:
    from rich.text import Text

    from posecheck.outputs.console import standard_output

    console = standard_output()
    console.print(Text.assemble((exercise.title, "bold"), (f" ({exercise.id})", "dim")))
    console.print()
    for name, said in (
        ("for", ", ".join(exercise.targets)),
        ("dose", dose_words(exercise.dose) + (", each side" if exercise.sides else "")),
        ("set-up", exercise.setup),
        ("camera", exercise.camera),
        ("not with", ", ".join(exercise.contraindications)),
        ("source", exercise.source),
    ):
        if said:
            console.print(Text.assemble((f"{name:<8}  ", "bold"), said))
    console.print(Text("\nWhat is measured", style="bold"))
    for title, lines in _measured(exercise):
        console.print(Text(f"\n  {title}"))
        for line in lines:
            console.print(Text(f"    {line}", style="dim"))
    console.print()
    severity = "Severity: 1 is shown, 2 spoken, 3 spoken at once and caps the score, 4 ends the set."
    console.print(Text(severity, style="dim"))


def _measured(exercise: Exercise) -> list[tuple[str, list[str]]]:
    """Return for each thing that is judged its title and what there is to say of it."""
    said = []
    primary = exercise.primary
    if primary is not None:
        unit, severity = primary.measure.unit.value, int(primary.cap_severity)
        lines = [
            f"good {_interval(*primary.good)} {unit}, acceptable {_interval(*primary.ok)} {unit}",
            f"beyond: {primary.cap_fault} (severity {severity}): “{primary.cap_cue}”",
            f"below: {primary.low_fault}: “{primary.low_cue}”",
            f"source: {exercise.source}",
        ]
        said.append((f"{primary.measure.title}, which leads", lines))
    for check in exercise.checks:
        unit, severity = check.measure.unit.value, int(check.severity)
        good, acceptable = _band_words(check.band)
        lines = [
            f"good {good} {unit}, acceptable {acceptable} {unit}, judged {check.when.value}",
            f"otherwise: {check.fault} (severity {severity}): “{check.cue}”",
        ]
        if check.cue_low:
            lines.append(f"below: {check.fault_low or check.fault}: “{check.cue_low}”")
        said.append((check.measure.title, [*lines, f"source: {check.source or exercise.source}"]))
    pace = exercise.pace
    if pace is not None:
        lines = [
            f"good up to {pace.good_deg_s:g} deg/s, too-fast beyond {pace.stop_deg_s:g} deg/s at the latest"
        ]
        said.append((f"speed of {pace.measure.title}", lines))
    return said


def register(app: typer.Typer) -> None:
    """Add the command to `app`."""
    app.command(epilog="Example: posecheck exercises supine-hamstring")(exercises)
