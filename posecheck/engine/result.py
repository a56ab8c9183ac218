"""The result of one exercise, schema 1 (docs/result.md): its types, as plain data, and read back from it.

All times are seconds of the source. What is unknown is ``None`` here, as it is ``null`` in the file.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, is_dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, Literal

from posecheck.pose import Side
from posecheck.support.errors import InputError
from posecheck.support.file_names import readable_name

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pydantic import TypeAdapter

SCHEMA: Literal[1] = 1


@dataclass(frozen=True, slots=True)
class SourceInfo:
    """Where the poses came from; `width`, `height` in pixels, `duration_s` is ``NaN`` until it is known."""

    path: str
    width: int
    height: int
    duration_s: float | None

    def __post_init__(self) -> None:
        """Keep the path as text, which not every name of a file is."""
        object.__setattr__(self, "path", readable_name(self.path))


@dataclass(frozen=True, slots=True)
class ScoreFigures:
    """What a score is made of, each 0 to 100."""

    form: float | None
    hold: float | None
    control: float | None


@dataclass(frozen=True, slots=True)
class HoldResult:
    """One hold: from when to when, how long without interruptions, and whether it was credited."""

    side: Side
    start_s: float
    end_s: float
    held_s: float
    counted: bool
    score: float | None


@dataclass(frozen=True, slots=True)
class RepResult:
    """One repetition or step: leaving the start, its top, being back."""

    side: Side
    start_s: float
    end_s: float
    hold_start_s: float
    hold_end_s: float
    score: float | None


@dataclass(frozen=True, slots=True)
class FaultResult:
    """One fault, 1 shown to 4 ends the set, from when to when."""

    id: str
    severity: int
    side: Side
    start_s: float
    end_s: float


@dataclass(frozen=True, slots=True)
class CueResult:
    """Something that was said, why, and for which fault."""

    time_s: float
    text: str
    kind: str
    fault: str | None


@dataclass(frozen=True, slots=True)
class ViewResult:
    """An interval in which the camera could judge, less surely, or not; what was wrong, in words."""

    state: str
    reason: str | None
    start_s: float
    end_s: float


@dataclass(frozen=True, slots=True)
class MeasureFigures:
    """A measure in its `unit`: median while held, smallest and largest value of what was judged."""

    unit: str
    hold_median: float | None
    min: float | None
    max: float | None


@dataclass(frozen=True, slots=True)
class Result:
    """What came of one exercise, field by field as docs/result.md explains it."""

    schema: Literal[1]
    posecheck: str
    exercise: str | None
    profile: str
    side: Side
    source: SourceInfo
    frames: int
    frames_with_pose: int
    frames_valid: int
    scored: bool
    score: float | None
    score_parts: ScoreFigures | None
    provisional: bool
    reason: str | None
    holds: tuple[HoldResult, ...]
    reps: tuple[RepResult, ...]
    faults: tuple[FaultResult, ...]
    not_seen: tuple[str, ...]
    cues: tuple[CueResult, ...]
    view: tuple[ViewResult, ...]
    measures: dict[str, MeasureFigures]


def as_data(result: Result) -> dict[str, Any]:
    """Return `result` as it stands in a JSON file."""
    plain: dict[str, Any] = _plain(result)
    if result.exercise is None:  # the order of keys that such results have had since the first
        first = {key: plain.pop(key) for key in ("schema", "posecheck", "profile")}
        plain = first | plain
    return plain


def _plain(value: Any) -> Any:
    if is_dataclass(value):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, dict):
        return {key: _plain(each) for key, each in value.items()}
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    return value.value if isinstance(value, Side) else value


def read_result(data: Mapping[str, Any]) -> Result:
    """Return the result that a JSON file holds.

    Raises
    ------
    InputError
        It is of another schema, or damaged.
    """
    from pydantic import ValidationError  # noqa: PLC0415 - judging a video needs no validation

    if data.get("schema") != SCHEMA:
        raise InputError(
            f"The result is of schema {data.get('schema')!r}; this program reads schema {SCHEMA}."
        )
    try:
        return _adapter().validate_python({"not_seen": [], **data})  # which the first results do not have
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise InputError(
            f"The result is damaged at {where!r} ({first['msg']}); judge the video again."
        ) from error


def result_schema() -> dict[str, Any]:
    """Return the JSON Schema of a result."""
    made = _adapter().json_schema(mode="serialization")
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "posecheck result", **made}


@cache
def _adapter() -> TypeAdapter[Result]:
    from pydantic import TypeAdapter  # noqa: PLC0415 - as above

    return TypeAdapter(Result)
