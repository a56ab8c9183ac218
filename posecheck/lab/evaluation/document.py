"""The evaluation as plain data: what ``--json`` writes, ``--compare`` reads, and pages are made of.

Schema 1::

    {"schema": 1, "posecheck": "0.1.0", "commit": "1a2b3c4d5e6f" | null, "made_with": {"python": ...},
     "poses": "landmarker" | "webcam" | "poor" | "harsh" | "truth", "complete": true,
     "headlines": {KEY: number | null}, "summary": {"overall": {...}, "exercise": {ID: {...}},
     "posture": {...}, "view": {...}, "measures": [{...}]}, "clips": [{...}]}

Seconds, degrees and shares (0 to 1) throughout; ``null`` where there was nothing to count. The figures of
what is recognised are there only when they were asked for.

Of several sets of clips, ``sets`` stands in the place of ``headlines``, ``summary`` and ``clips``, and holds
by the name of each set all of the above.
"""

from __future__ import annotations

import json
import platform
from dataclasses import asdict
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel, ConfigDict, ValidationError

from posecheck.lab.evaluation.summary import summarise
from posecheck.lab.evaluation.targets import headline_values
from posecheck.lab.labels import Kind
from posecheck.support.errors import InputError
from posecheck.support.text_files import read_json
from posecheck.support.validation import first_problem
from posecheck.support.version import VERSION

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from posecheck.lab.evaluation.landmarks import Landmarks
    from posecheck.lab.evaluation.outcome import JudgedClip, Outcome

SCHEMA = 1
_DIGITS = 3
_PACKAGES = ("mediapipe", "numpy", "opencv-contrib-python")
_COMMIT_DIGITS = 12

Document = dict[str, Any]

_ADVICE = "; give what `posecheck evaluate --json` wrote"


class _Row(BaseModel):
    """What is compared of one clip."""

    model_config = ConfigDict(strict=True)

    clip: str
    exercise: str | None
    failures: list[str]


class _Comparable(BaseModel):
    """What is compared of a document; whatever else is in it may be anything."""

    model_config = ConfigDict(strict=True, allow_inf_nan=False)

    headlines: dict[str, float | None]
    summary: dict[str, Any]
    clips: list[_Row]


def document(judged: Sequence[JudgedClip], landmarks: Landmarks, *, complete: bool = True) -> Document:
    """Return all that is worth keeping of an evaluation.

    Parameters
    ----------
    judged
        What came of the clips.
    landmarks
        Where their poses came from.
    complete
        Every clip was judged; not so when the user interrupted, or one cannot be read.
    """
    ordered = sorted(judged, key=lambda each: (each.outcome.clip, each.outcome.exercise))
    summary = summarise(ordered)
    poses = "truth" if landmarks.model is None else landmarks.degraded or "landmarker"
    return {
        "schema": SCHEMA,
        "posecheck": VERSION,
        "commit": commit(Path(__file__).resolve().parents[2]),
        "made_with": {"python": platform.python_version()} | {name: version(name) for name in _PACKAGES},
        "poses": str(poses),
        "complete": complete,
        "headlines": headline_values(summary)
        | ({"exercises_worse_than_raw": None} if poses == "truth" else {}),
        "summary": summary,
        "clips": [clip_row(each.outcome) for each in ordered if _has_news(each.outcome)],
    }


def document_of_sets(found: Mapping[str, Document], *, complete: bool = True) -> Document:
    """Return the evaluations of one or more sets, by their names and made by one run, as one."""
    first = next(iter(found.values()))
    common = {key: first[key] for key in ("schema", "posecheck", "commit", "made_with", "poses")}
    return common | {"complete": complete, "sets": dict(found)}


def _has_news(outcome: Outcome) -> bool:
    """Return whether the outcome is worth a row: of a clip of something else only where it was told wrong."""
    quiet = not (outcome.told or outcome.false_cues or outcome.false_faults or outcome.scored)
    if outcome.recognition is not None and outcome.recognition.wrong:
        return True
    return not (outcome.kind == Kind.NEGATIVE.value and quiet)


def clip_row(outcome: Outcome) -> Document:
    """Return what is kept of one clip."""
    row = asdict(outcome)
    row["cues"] = [cue for cue in row["cues"] if cue["false"]]
    row["exact"] = outcome.positions.exact
    row["failures"] = failures(outcome)
    rounded = _rounded(row)
    assert isinstance(rounded, dict)
    return rounded


def failures(outcome: Outcome) -> list[str]:
    """Return what is wrong with the verdict on a clip, in words; nothing when all is right."""
    found = []
    positions = outcome.positions
    if not outcome.judgeable:
        if outcome.told:
            found.append(f"told {len(outcome.told)} where there is nothing to tell")
        if outcome.scored:
            found.append("scored where there is nothing to judge")
    elif not positions.exact and outcome.has_doses:
        wrong_side = sum(p.found and not p.side_right for p in positions.labelled)
        missing = sum(p.expected and not p.counted for p in positions.labelled)
        parts = [f"{missing} not counted"] if missing else []
        parts += [f"{wrong_side} on the wrong side"] if wrong_side else []
        parts += [f"{positions.extra} too many"] if positions.extra else []
        found.append(
            f"counted {positions.counted} of {positions.expected_count}"
            + (f" ({', '.join(parts)})" if parts else "")
        )
    found += [f"missed {fault.id}" for fault in outcome.faults if fault.told_as is None]
    found += [f"false {fault.id} at {fault.start_s:.1f} s" for fault in outcome.false_faults]
    if outcome.false_praises:
        found.append(f"false praise {outcome.false_praises} times")
    found += [f"false cue “{cue.text}” at {cue.time_s:.1f} s" for cue in outcome.cues if cue.false]
    if outcome.recognition is not None and outcome.recognition.wrong:
        found.append(f"recognised as {outcome.recognition.found or 'nothing'}")
    return found


def _rounded(value: Any) -> Any:
    if isinstance(value, float):
        return round(value, _DIGITS)
    if isinstance(value, dict):
        return {key: _rounded(each) for key, each in value.items()}
    if isinstance(value, (list, tuple)):
        return [_rounded(each) for each in value]
    return value


def commit(root: Path) -> str | None:
    """Return the commit that is checked out at `root`, ``None`` when it is no checkout."""
    try:
        head = (root / ".git" / "HEAD").read_text(encoding="utf-8").strip()
        if not head.startswith("ref: "):
            return head[:_COMMIT_DIGITS]
        reference = head.removeprefix("ref: ")
        loose = root / ".git" / reference
        if loose.exists():
            return loose.read_text(encoding="utf-8").strip()[:_COMMIT_DIGITS]
        packed = (root / ".git" / "packed-refs").read_text(encoding="utf-8").splitlines()
    except OSError:
        return None
    return next((line[:_COMMIT_DIGITS] for line in packed if line.endswith(f" {reference}")), None)


def to_json(found: Document) -> str:
    """Return the document as text, one row a clip so that a difference can be read."""
    if "sets" in found:
        head = json.dumps({**found, "sets": {}}, indent=1, ensure_ascii=False).removesuffix("{}\n}")
        sets = ",\n".join(
            f"{json.dumps(name, ensure_ascii=False)}: {to_json(each).rstrip()}"
            for name, each in found["sets"].items()
        )
        return f"{head}{{\n{sets}\n}}\n}}\n"
    rows = found["clips"]
    head = json.dumps({**found, "clips": []}, indent=1, ensure_ascii=False)
    lines = ",\n".join(f"  {json.dumps(row, ensure_ascii=False)}" for row in rows)
    return head.removesuffix("[]\n}") + (f"[\n{lines}\n ]\n}}\n" if rows else "[]\n}\n")


def read_document(path: Path) -> Document:
    """Read what ``posecheck evaluate --json`` wrote of one set of clips.

    Raises
    ------
    InputError
        It cannot be read, is something else, or is of several sets.
    """
    found = read_json(path, str(path), advice=_ADVICE)
    if isinstance(found, dict) and isinstance(found.get("sets"), dict):
        raise InputError(
            f"{path} holds the evaluations of several sets ({', '.join(found['sets'])}); evaluate one folder "
            "at a time to compare with it."
        )
    if not isinstance(found, dict) or not {"schema", "headlines", "summary", "clips"} <= found.keys():
        raise InputError(f"{path} is no evaluation{_ADVICE}.")
    if found["schema"] != SCHEMA:
        raise InputError(
            f"{path} is an evaluation of schema {found['schema']}, and this program reads schema {SCHEMA}; "
            "evaluate those clips again."
        )
    try:
        _Comparable.model_validate(found)
    except ValidationError as error:
        raise InputError(f"{path} is no evaluation ({first_problem(error)}){_ADVICE}.") from error
    return found
