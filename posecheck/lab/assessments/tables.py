"""What was measured of the assessments, as tables for the page of accuracy."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from posecheck.assessment.catalogue import ASSESSMENTS
from posecheck.assessment.errors import Basis
from posecheck.exercise import Unit
from posecheck.lab.evaluation.tables import Table, number
from posecheck.support.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from posecheck.lab.evaluation.document import Document

NAME = "assessments.json"
#: Test of which there is no clip → exercises whose clips show the same angle of people who lie on their back.
_SAME_ANGLE = {
    "active-knee-extension": (("bridge", "knee-flexion"), ("supine-hamstring", "knee-flexion")),
    "hip-extension": (("knee-to-chest", "hip-flexion"), ("supine-hamstring", "leg-raise")),
}
_ON = {Basis.CLIPS.value: "clips", Basis.SIMULATED.value: "simulation"}


def read_assessments(folder: Path) -> dict[str, Any] | None:
    """Return what was measured, ``None`` where nothing was.

    Raises
    ------
    InputError
        The file cannot be read.
    """
    path = folder / NAME
    if not path.exists():
        return None
    try:
        document: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise InputError(f"{path} cannot be read ({error}); run `make accuracy`.") from error
    return document


def error_table(document: Mapping[str, Any]) -> Table:
    """Return the error of each test."""
    rows = []
    for test, found in document["tests"].items():
        title = ASSESSMENTS[test].title if test in ASSESSMENTS else test
        if found is None:
            rows.append((title, "not measured", *("-" for _ in range(8))))
            continue
        unit = found["unit"]
        rows.append(
            (
                title,
                _ON[found["basis"]],
                str(found["clips"]),
                str(found["people"]),
                str(found["values"]),
                _amount(found["bias"], unit),
                f"{_amount(found['low'], unit)} to {_amount(found['high'], unit)}",
                _amount(found["sem"], unit),
                _amount(found["smallest_detectable_change"], unit),
                f"{found['not_seen']} of {found['held_ends']}",
            )
        )
    columns = (
        *("test", "measured on", "clips", "people", "values"),
        *("bias", "limits of agreement", "SEM", "SDC", "not seen"),
    )
    return Table("Assessments: error of one value", columns, tuple(rows), words=(1,))


def validity_table(document: Mapping[str, Any]) -> Table:
    """Return how often a held end counts that should not by its true poses, and the other way round."""
    rows = [
        (
            ASSESSMENTS[test].title,
            str(found["counts_and_should"]),
            str(found["counts_and_should_not"]),
            str(found["should_count_and_does_not"]),
        )
        for test, found in document["tests"].items()
        if found is not None and found["basis"] == Basis.CLIPS.value
    ]
    columns = ("test", "counts, and should", "counts, and should not", "does not count, and should")
    return Table("Assessments: does the form count", columns, tuple(rows))


def pictures_table(document: Mapping[str, Any]) -> Table:
    """Return the error of each test on the clips as they are and on those of a webcam."""
    rows = []
    for test, found in document["tests"].items():
        for pictures, each in (found or {"by_pictures": {}})["by_pictures"].items():
            rows.append(
                (
                    ASSESSMENTS[test].title,
                    pictures,
                    str(each["values"]),
                    _amount(each["bias"], found["unit"]),
                    _amount(each["sem"], found["unit"]),
                )
            )
    columns = ("test", "pictures", "values", "bias", "SEM")
    return Table("Assessments: by pictures", columns, tuple(rows), words=(1,))


def repeatability_table(document: Mapping[str, Any]) -> Table:
    """Return how far the values of one held end spread over other pictures and other cameras."""
    rows = []
    for each in document["repeatability"]:
        unit = ASSESSMENTS[each["test"]].unit
        side = f", {each['side']}" if each["side"] != "none" else ""
        rows.append(
            (
                f"{each['clip']}{side}",
                _amount(each["truth"], unit),
                *_spread(each["pictures"], unit),
                *_spread(each["cameras"], unit),
            )
        )
    columns = ("held end", "true", "pictures", "spread", "SD", "cameras", "spread", "SD")
    return Table("Assessments: the same movement again", columns, tuple(rows))


def evidence_table(evaluations: Mapping[str, Document]) -> Table:
    """Return how far the angles of the simulated tests are off in clips of other movements.

    Parameters
    ----------
    evaluations
        Name of a set → what was measured of its clips as they are.
    """
    rows = []
    for test, angles in _SAME_ANGLE.items():
        for set_name, found in evaluations.items():
            for row in found["summary"]["measures"]:
                held = row["plateaus"]
                if (row["exercise"], row["measure"]) in angles and held is not None:
                    rows.append(
                        (
                            ASSESSMENTS[test].title,
                            f"{row['measure']} in {row['exercise']}, {set_name}",
                            str(held["count"]),
                            number(held["bias"], 1, "°"),
                            f"{number(held['low'], 1, '°')} to {number(held['high'], 1, '°')}",
                        )
                    )
    columns = ("test", "angle", "frames", "bias", "limits of agreement")
    return Table(
        "Assessments: the angles of the simulated tests in other clips", columns, tuple(rows), words=(1,)
    )


def tables_of(document: Mapping[str, Any], evaluations: Mapping[str, Document]) -> Sequence[Table]:
    """Return every table of the assessments; `evaluations` as :func:`evidence_table` takes them."""
    tables = (
        error_table(document),
        validity_table(document),
        pictures_table(document),
        evidence_table(evaluations),
        repeatability_table(document),
    )
    return [each for each in tables if each.rows]


def _spread(values: Mapping[str, Any], unit: str) -> tuple[str, str, str]:
    return (
        f"{values['known']} of {values['of']}",
        _amount(values["spread"], unit),
        _amount(values["sd"], unit),
    )


def _amount(value: float | None, unit: str) -> str:
    if unit == Unit.DEG.value:
        return number(value, 1, "°")
    return number(None if value is None else 100.0 * value, 1, " %")
