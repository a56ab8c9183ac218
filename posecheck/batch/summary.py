"""What came of a batch as one table: a row for each video, as CSV and, with pyarrow, as Parquet."""

from __future__ import annotations

import io
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any

from posecheck.batch.results import unwritable
from posecheck.pose.recording import is_recording
from posecheck.support.file_names import readable_name
from posecheck.support.spreadsheet import SpreadsheetRows

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from posecheck.batch.identity import Program, Task
    from posecheck.batch.listing import Row
    from posecheck.batch.results import Results
    from posecheck.batch.work import Outcome
    from posecheck.engine.result import Result

CSV, PARQUET = "summary.csv", "summary.parquet"
JUDGED, UNRECOGNISED, FAILED = "judged", "unrecognised", "failed"


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the summary; docs/batch.md says what the columns mean. ``None`` is unknown.

    Paths of results and landmarks are relative to the folder of results, with slashes.
    """

    path: str
    person: str
    exercise: str | None
    recognised: bool
    side: str | None
    profile: str
    state: str
    score: float | None
    provisional: bool | None
    form: float | None
    hold: float | None
    control: float | None
    holds: int | None
    holds_counted: int | None
    held_s: float | None
    reps: int | None
    faults: str | None
    duration_s: float | None
    frames: int | None
    frames_with_pose: int | None
    frames_valid: int | None
    reason: str
    note: str
    problem: str
    video_sha256: str
    result: str
    landmarks: str


@dataclass(frozen=True, slots=True)
class Summed:
    """A video with its row, and its result where there is one."""

    task: Task
    line: Line
    result: Result | None


def summed(
    rows: Sequence[Row],
    tasks: Sequence[Task],
    outcomes: Mapping[int, Outcome],
    program: Program,
    results: Results,
) -> list[Summed]:
    """Return what came of every video, in the order of the list.

    Of videos with one content and one way of judging there is one result; it names the first of them.

    Raises
    ------
    ResultsError
        A result that names a video as it is not called any more cannot be written.
    """
    found: list[Summed] = []
    by_key: dict[str, Result] = {}
    for row, task in zip(rows, tasks, strict=True):
        outcome = outcomes[task.number]
        key, problem, result = outcome.key, outcome.problem, None
        if key and not problem:
            result = by_key.get(key) or results.result(key)
            if result is None:
                results.forget_result(key)
                problem = f"The result of {task.named} was damaged; run the batch again."
            elif key not in by_key:
                result = results.rename(key, result, task.named)
                by_key[key] = result
        found.append(Summed(task, _line(row, task, outcome, program, results, result, problem), result))
    return found


def _line(  # noqa: PLR0913, PLR0917 - everything that is known of a video
    row: Row,
    task: Task,
    outcome: Outcome,
    program: Program,
    results: Results,
    result: Result | None,
    problem: str,
) -> Line:
    seen = program.landmarks_of(outcome.sha256, mirrored=task.mirrored) if outcome.sha256 else ""
    recording = results.recording_path(seen)
    state = FAILED if result is None else JUDGED if result.exercise else UNRECOGNISED
    parts = result.score_parts if result else None
    counted = [hold for hold in result.holds if hold.counted] if result else []
    kept = bool(seen) and not is_recording(task.path) and recording.is_file()
    return Line(
        path=readable_name(task.named),
        person=row.person,
        exercise=result.exercise if result else row.exercise,
        recognised=row.exercise is None and state == JUDGED,
        side=result.side.value if result else (row.side.value if row.side else None),
        profile=task.profile.name,
        state=state,
        score=result.score if result else None,
        provisional=result.provisional if result else None,
        form=parts.form if parts else None,
        hold=parts.hold if parts else None,
        control=parts.control if parts else None,
        holds=len(result.holds) if result else None,
        holds_counted=len(counted) if result else None,
        held_s=round(sum(hold.held_s for hold in counted), 3) if result else None,
        reps=len(result.reps) if result else None,
        faults=" ".join(dict.fromkeys(fault.id for fault in result.faults)) if result else None,
        duration_s=result.source.duration_s if result else None,
        frames=result.frames if result else None,
        frames_with_pose=result.frames_with_pose if result else None,
        frames_valid=result.frames_valid if result else None,
        reason=(result.reason or "") if result else "",
        note=results.note(seen, task.named) if seen and result else "",
        problem=problem,
        video_sha256=outcome.sha256,
        result=results.result_path(outcome.key).relative_to(results.folder).as_posix() if result else "",
        landmarks=recording.relative_to(results.folder).as_posix() if kept else "",
    )


def write_tables(lines: Iterable[Line], results: Results) -> list[Path]:
    """Write the summary, and return the files that are there now; Parquet only where pyarrow is installed.

    Raises
    ------
    ResultsError
        One cannot be written.
    """
    every = list(lines)
    written = [results.folder / CSV]
    results.put(written[0], csv_text(every).encode("utf-8", "backslashreplace"))
    content = parquet_bytes(every)
    if content is not None:
        written.append(results.folder / PARQUET)
        results.put(written[1], content)
    else:  # one of an earlier run would contradict the other table
        try:
            (results.folder / PARQUET).unlink(missing_ok=True)
        except OSError as error:
            raise unwritable(results, error) from error
    return written


def csv_text(lines: Iterable[Line]) -> str:
    """Return the summary as CSV, safe to be opened in a spreadsheet."""
    written = io.StringIO(newline="")
    rows = SpreadsheetRows(written)
    names = [field.name for field in fields(Line)]
    rows.write(names)
    for line in lines:
        rows.write(_cell(getattr(line, name)) for name in names)
    return written.getvalue()


def _cell(value: Any) -> Any:
    return str(value).lower() if isinstance(value, bool) else value


def parquet_bytes(lines: Sequence[Line]) -> bytes | None:
    """Return the summary as a Parquet file; ``None`` where pyarrow is not installed."""
    try:
        import pyarrow as pa  # noqa: PLC0415 - an extra, posecheck[parquet]
        from pyarrow import parquet  # noqa: PLC0415
    except ImportError:
        return None
    kinds = {"str": pa.string(), "bool": pa.bool_(), "int": pa.int64(), "float": pa.float64()}
    # The annotations are texts, as "float | None".
    schema = pa.schema([(field.name, kinds[str(field.type).split(" ", 1)[0]]) for field in fields(Line)])
    columns = [[_text(getattr(line, name)) for line in lines] for name in schema.names]
    table = pa.table(columns, schema=schema)
    out = io.BytesIO()
    parquet.write_table(table, out)
    return out.getvalue()


def _text(value: Any) -> Any:
    """Return a value with which a file in UTF-8 can be written."""
    return value.encode("utf-8", "backslashreplace").decode() if isinstance(value, str) else value
