"""What ``posecheck assess`` prints, for people and as JSON: tests, what was measured, what has changed."""

from __future__ import annotations

import json
import math
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from posecheck.cli.paragraphs import fitted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from posecheck.assessment.change import AssessmentTrend, Change
    from posecheck.assessment.errors import MeasurementError
    from posecheck.assessment.programme import Kept
    from posecheck.assessment.result import AssessmentResult
    from posecheck.assessment.test import AssessmentTest
    from posecheck.support.language import Language

_STDOUT = Path("-")
_DATE = "d MMM y"


@dataclass(frozen=True, slots=True)
class Output:
    """Where and how it is told.

    Parameters
    ----------
    language
        Of what is printed.
    json_path
        Where it is written as JSON besides; ``-`` is standard output, and then nothing else is printed there.
    height_cm
        How tall the person is, for lengths in centimetres.
    """

    language: Language
    json_path: Path | None
    height_cm: float | None

    def write(self, what: object) -> bool:
        """Write JSON where that was asked for; return whether people should read something too."""
        from posecheck.cli.plain_output import print_data
        from posecheck.support.destination import write_text

        if self.json_path is None:
            return True
        text = json.dumps(what, ensure_ascii=False, indent=1) + "\n"
        if self.json_path == _STDOUT:
            print_data(text)
            return False
        write_text(self.json_path, text, private=True)
        typer.echo(self.language.translate("Written: {path}", path=self.json_path), err=True)
        return True

    def print_taken(self, taken: Sequence[Kept]) -> None:
        """Print what was measured, and write it."""
        from posecheck.assessment.wording import NOTHING_TAKEN

        if not self.write([_described(each, self.height_cm) for each in taken]):
            return
        if not taken:
            typer.echo(self.language.translate(NOTHING_TAKEN))
        for each in taken:
            for number, line in enumerate(self.lines(each)):
                typer.echo(fitted(line if number == 0 else f"  {line}", hanging=2))

    def lines(self, kept: Kept) -> list[str]:
        """Return what is said of one side, the result first."""
        from posecheck.assessment import wording

        say, result = self.language.translate, kept.result
        told = [say(each) for each in wording.result_words(result)]
        if result.best is not None:
            told += [self._values(result), say(wording.error_words(result)), *self._centimetres(result)]
        if kept.change is not None:
            changed = wording.change_words(kept.change, result.test.unit)
            when = self.language.date(kept.change.since.taken_at.date(), _DATE)
            told += [say("Since {day}: {change}", day=when, change=say(changed))] if changed else []
        if result.test.measured.caveat:
            told.append(say(result.test.measured.caveat))
        return told

    def summaries(self, taken: Sequence[Kept]) -> list[dict[str, object]]:
        """Return what the page of a session shows of what was measured, or that nothing was."""
        from posecheck.assessment.wording import NOTHING_TAKEN, sided_title

        say = self.language.translate
        nothing: dict[str, object] = {"lines": [], "holds": [], "faults": [], "faultless": "", "unseen": []}
        if not taken:
            return [nothing | {"title": say(NOTHING_TAKEN)}]
        return [
            nothing
            | {
                "title": say(sided_title(kept.result.test, kept.result.side)),
                "lines": self.lines(kept),
                "unseen": [say(each) for each in kept.result.test.not_seen],
            }
            for kept in taken
        ]

    def _values(self, result: AssessmentResult) -> str:
        """Return the single repetitions."""
        from posecheck.assessment.wording import shown

        values = [
            self.language.translate("unknown")
            if value is None
            else self.language.pointed(f"{shown(value, result.test.unit):g}")
            for value in result.values
        ]
        return self.language.translate("Repetitions: {values}.", values=", ".join(values))

    def _centimetres(self, result: AssessmentResult) -> list[str]:
        """Return a length in centimetres, where the person said how tall they are."""
        from posecheck.assessment.measures import length_estimate_cm
        from posecheck.exercise import Unit

        if self.height_cm is None or result.test.unit != Unit.LEG.value or result.mean is None:
            return []
        cm, off_cm = length_estimate_cm(result.mean, self.height_cm)
        measured_cm = length_estimate_cm(result.error, self.height_cm)[0] if result.error is not None else 0.0
        off_cm = math.hypot(off_cm, measured_cm)
        return [
            self.language.translate(
                "About {cm} cm, give or take {off} cm: estimated from the height of the body.",
                cm=float(round(cm)),
                off=float(max(1, round(off_cm))),
            )
        ]


def print_list(output: Output) -> None:
    """Print the tests with what they tell, and what no camera can tell."""
    from posecheck.assessment.catalogue import ASSESSMENTS, NOT_POSSIBLE
    from posecheck.assessment.errors import measured_errors

    say = output.language.translate
    errors = measured_errors()
    described = [_test(each, errors.get(each.id)) for each in ASSESSMENTS.values()]
    if not output.write({"tests": described, "not_possible": list(NOT_POSSIBLE)}):
        return
    for test in ASSESSMENTS.values():
        typer.echo(f"{test.id}: {say(test.title)}")
        lines = [
            say(test.what),
            say("Camera: {place}", place=say(test.exercise.camera)),
            _error_line(test, errors.get(test.id), output.language),
            *((say(test.measured.caveat),) if test.measured.caveat else ()),
            *(say("Not seen: {what}", what=say(each)) for each in test.not_seen),
            *(say("Source: {source}", source=each) for each in test.sources),
        ]
        for line in lines:
            typer.echo(fitted(f"  {line}", hanging=4))
    typer.echo()
    typer.echo(say("What one camera cannot measure:"))
    for text in NOT_POSSIBLE:
        typer.echo(fitted(f"  {say(text)}", hanging=4))


def print_names(output: Output) -> None:
    """Print the names of the tests, and how to take one."""
    from posecheck.assessment.catalogue import ASSESSMENTS

    say = output.language.translate
    if not output.write([test.id for test in ASSESSMENTS.values()]):
        return
    typer.echo(say("Tests:"))
    for test in ASSESSMENTS.values():
        typer.echo(f"  {test.id}: {say(test.title)}")
    typer.echo(say("Take one with: posecheck assess straight-leg-raise"))
    typer.echo(say("What each of them tells: posecheck assess --list"))


def print_history(output: Output, test: str | None) -> None:
    """Print what was measured so far, of one test or of all, and what has changed."""
    from posecheck.assessment.catalogue import ASSESSMENTS, find_assessment
    from posecheck.assessment.change import assessment_trends
    from posecheck.history.store import History

    if test is not None:
        find_assessment(test)
    with History() as history:
        records = history.course.assessments(test)
    larger = {each.id: each.larger_is_better for each in ASSESSMENTS.values()}
    trends = assessment_trends(records, larger)
    if not output.write([_trend(each) for each in trends]):
        return
    if not trends:
        typer.echo(output.language.translate("Nothing has been measured yet."))
    for trend in trends:
        _print_trend(trend, output.language)


def delete_one(number: int, language: Language) -> None:
    """Delete one measurement of the history."""
    from posecheck.history.store import History

    with History() as history:
        history.course.delete_assessment(number)
    typer.echo(language.translate("Deleted: measurement {number}.", number=number))


def _print_trend(trend: AssessmentTrend, language: Language) -> None:
    from posecheck.assessment import wording
    from posecheck.assessment.catalogue import ASSESSMENTS
    from posecheck.pose import Side

    say = language.translate
    test = ASSESSMENTS[trend.test]
    typer.echo(say(wording.sided_title(test, Side(trend.side))))
    for record in trend.records:
        assert record.mean is not None
        assert record.best is not None
        line = say(
            "{day}: {mean} on average, {best} at best (number {number})",
            day=language.date(record.taken_at.date(), _DATE),
            mean=wording.amount(record.mean, record.unit),
            best=wording.amount(record.best, record.unit),
            number=record.id,
        )
        typer.echo(fitted(f"  {line}", hanging=4))
    for change in dict.fromkeys(each for each in (trend.from_first, trend.from_last) if each is not None):
        changed = wording.change_words(change, trend.unit)
        if changed:
            when = language.date(change.since.taken_at.date(), _DATE)
            line = say("Since {day}: {change}", day=when, change=say(changed))
            typer.echo(fitted(f"  {line}", hanging=4))


def _error_line(test: AssessmentTest, error: MeasurementError | None, language: Language) -> str:
    from posecheck.assessment.errors import Basis
    from posecheck.assessment.wording import amount

    say = language.translate
    if error is None:
        return say("How far this program is off here has not been measured.")
    parts = {
        "error": amount(error.within_95, test.unit),
        "smallest": amount(error.smallest_detectable_change, test.unit),
    }
    if error.basis is Basis.SIMULATED:
        return say(
            "Error, in a simulation only: 95 of 100 values within {error}; a change is more than {smallest}.",
            **parts,
        )
    return say("Error: 95 of 100 values within {error}; a change is more than {smallest}.", **parts)


def _test(test: AssessmentTest, error: MeasurementError | None) -> dict[str, Any]:
    return {
        "id": test.id,
        "title": test.title,
        "sides": test.sides,
        "measure": test.measure,
        "unit": test.unit,
        "larger_is_better": test.larger_is_better,
        "what": test.what,
        "camera": test.exercise.camera,
        "setup": test.exercise.setup,
        "not_seen": list(test.not_seen),
        "sources": list(test.sources),
        "error": None
        if error is None
        else {
            **asdict(error),
            "low": error.limits[0],
            "high": error.limits[1],
            "within_95": error.within_95,
            "smallest_detectable_change": error.smallest_detectable_change,
        },
    }


def _described(kept: Kept, height_cm: float | None) -> dict[str, Any]:
    from posecheck.assessment.measures import length_estimate_cm
    from posecheck.exercise import Unit

    result = kept.result
    described: dict[str, Any] = {
        "test": result.test.id,
        "side": result.side.value,
        "measure": result.test.measure,
        "unit": result.test.unit,
        "values": list(result.values),
        "best": result.best,
        "mean": result.mean,
        "spread": result.spread,
        "error": result.error,
        "remarks": list(result.remarks),
        "change": None if kept.change is None else _change(kept.change),
    }
    if height_cm is not None and result.test.unit == Unit.LEG.value and result.mean is not None:
        described["mean_cm"] = length_estimate_cm(result.mean, height_cm)[0]
    return described


def _change(change: Change) -> dict[str, Any]:
    return {
        "since": change.since.taken_at.isoformat(),
        "by": None if math.isnan(change.by) else change.by,
        "smallest": None if math.isnan(change.smallest) else change.smallest,
        "verdict": change.verdict.value,
    }


def _trend(trend: AssessmentTrend) -> dict[str, Any]:
    return {
        "test": trend.test,
        "side": trend.side,
        "measure": trend.measure,
        "unit": trend.unit,
        "records": [{**asdict(each), "taken_at": each.taken_at.isoformat()} for each in trend.records],
        "from_first": _change(trend.from_first) if trend.from_first else None,
        "from_last": _change(trend.from_last) if trend.from_last else None,
    }
