"""Labelling one clip: what is marked, what of it is saved, and how it gets into the label.

Every change of a page comes here at once and is kept beside the clip, so that nothing is lost when the page
is closed; only saving writes the label, through the same code as the window of ``posecheck label``.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from posecheck.book.faults import UNSAID, said_faults
from posecheck.exercise.catalogue import all_exercises, find_exercise
from posecheck.exercise.doses import Counted
from posecheck.lab.labelling.gaps import gap_words
from posecheck.lab.labelling.label_file import marks_of, with_marks, write_label
from posecheck.lab.labelling.new_label import can_be_labelled, new_label
from posecheck.lab.labelling.people import remember
from posecheck.lab.labelling.session import FAULT_KEYS, GOOD, HOLD, Mark, first_clash
from posecheck.lab.labels import Label, LabelledRep, Seconds, read_label
from posecheck.pose import Side
from posecheck.pose.recording import read_recording
from posecheck.support.destination import write_text
from posecheck.support.errors import InputError
from posecheck.support.private_files import private_folder
from posecheck.support.validation import first_problem

if TYPE_CHECKING:
    from pathlib import Path

    from posecheck.app.labels.clips import LabelClip
    from posecheck.exercise import Exercise
    from posecheck.report.wording import Words

#: One step at its furthest point, which has no length.
STEP = "step"
#: A clip of an hour marked second by second has fewer.
_MOST_MARKS = 5000
#: A recording belongs to a label when both are as long to within so much.
_LENGTH_SLACK_S = 1.0
_DIGITS = 3

Name = Annotated[str, Field(max_length=80, pattern=r"^[^\x00-\x1f\x7f]*$")]


class _Said(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Begun(_Said):
    """What is said of a clip before the first mark."""

    exercise: str
    subject: Name = ""
    labelled_by: Name = ""


class SaidMark(_Said):
    """A mark, as a page sends it and is told it; that of a step has no length."""

    what: Annotated[str, Field(max_length=80)]
    start_s: Seconds
    end_s: Seconds
    side: Side = Side.NONE
    also: tuple[str, ...] = ()


class SaidMarks(_Said):
    """All marks of a clip and who is in it, as a page sends them."""

    marks: Annotated[tuple[SaidMark, ...], Field(max_length=_MOST_MARKS)]
    subject: Name = ""
    labelled_by: Name = ""


@dataclass(frozen=True, slots=True)
class Lane:
    """What can be marked: its name in marks, its words, and the key that begins and ends it."""

    what: str
    words: str
    key: str


@dataclass(frozen=True, slots=True)
class Frames:
    """The pictures of a clip in which the body was looked for: their times and their size."""

    times_s: tuple[float, ...]
    width_px: int
    height_px: int

    @property
    def fps(self) -> float:
        """Pictures a second, rounded as people write them."""
        span_s = self.times_s[-1] - self.times_s[0]
        return round((len(self.times_s) - 1) / span_s, 2) if span_s > 0 else 1.0

    @property
    def duration_s(self) -> float:
        """The length, for which the last picture stays for one more period."""
        return round(self.times_s[-1] + 1.0 / self.fps, 3)


@dataclass(frozen=True, slots=True)
class Work:
    """The labelling of a clip as it stands.

    Parameters
    ----------
    clip
        Which clip.
    frames
        Its pictures.
    label
        What it says now, marks that were not saved among it.
    is_saved
        Whether all of that is in the label.
    """

    clip: LabelClip
    frames: Frames
    label: Label
    is_saved: bool

    @property
    def exercise(self) -> Exercise:
        """What is done."""
        assert self.label.exercise is not None, "a clip of nothing is not labelled"
        return find_exercise(self.label.exercise)


def begin(clip: LabelClip, begun: Begun) -> None:
    """Write down what is said before the first mark, and remember who is in the clip and who marks it.

    Raises
    ------
    InputError
        There is no such exercise, there is nothing to mark in it, or it cannot be written.
    """
    if not can_be_labelled(find_exercise(begun.exercise)):
        raise InputError(
            "The camera judges nothing of this exercise, so there is nothing to mark; choose another."
        )
    try:
        private_folder(clip.folder)
        write_text(clip.begun_path, begun.model_dump_json() + "\n", private=True)
    except OSError as error:
        raise InputError(
            f"This cannot be written down: {error.strerror or error}; free some space."
        ) from error
    remember(begun.subject.strip(), begun.labelled_by.strip())


def begun_of(clip: LabelClip) -> Begun | None:
    """Return what was said of a clip, by its label or else before the first mark; ``None`` without either.

    Raises
    ------
    InputError
        The label cannot be used, or says that the clip shows no exercise.
    """
    label = clip.label()
    if label is not None:
        if label.exercise is None:
            raise InputError(
                "The label of this clip says that it shows no exercise, so nothing can be marked; take it "
                "away to begin anew."
            )
        return Begun(exercise=label.exercise, subject=label.subject[:80], labelled_by=label.labelled_by[:80])
    try:
        begun = Begun.model_validate_json(clip.begun_path.read_bytes())
    except (OSError, ValidationError):
        return None
    return begun if begun.exercise in all_exercises() else None


def work_on(clip: LabelClip) -> Work | None:
    """Return the labelling of a clip; ``None`` before it was begun, or while its landmarks are missing.

    Raises
    ------
    InputError
        The label, what was not saved of it, or the recording cannot be used.
    """
    begun, path = begun_of(clip), clip.landmarks
    if begun is None or path is None:
        return None
    try:
        changed_ns = path.stat().st_mtime_ns
    except OSError:  # the video is judged anew at this very moment
        return None
    frames = _frames(path, changed_ns)
    saved = clip.label()
    if saved is not None and abs(saved.duration_s - frames.duration_s) > _LENGTH_SLACK_S:
        raise InputError(
            f"The label {clip.label_path.name} is of a clip of another length; take it away to begin anew."
        )
    if clip.unsaved_path.is_file():
        return Work(clip, frames, read_label(clip.unsaved_path), is_saved=False)
    return Work(clip, frames, saved or _empty(frames, begun), is_saved=saved is not None)


# A mark is sent whenever it is moved. The file itself is not held open: it may be replaced.
@lru_cache(maxsize=8)
def _frames(path: Path, _changed_ns: int) -> Frames:
    recording = read_recording(path)
    times_s = tuple(round(float(each), 4) for each in recording.records["time_s"])
    return Frames(times_s, recording.width_px, recording.height_px)


def _empty(frames: Frames, begun: Begun) -> Label:
    label = new_label(
        find_exercise(begun.exercise),
        fps=frames.fps,
        size=(frames.width_px, frames.height_px),
        frames=len(frames.times_s),
        duration_s=frames.duration_s,
    )
    return label.model_copy(update={"subject": begun.subject, "labelled_by": begun.labelled_by})


# --- marks --------------------------------------------------------------------------------------------------


def lanes_of(work: Work, words: Words) -> list[Lane]:
    """Return what can be marked in a clip, in the order of the rows of its page."""
    exercise, label = work.exercise, work.label
    repeated = exercise.dose.counts is Counted.REPETITIONS
    lanes = []
    if exercise.dose.counts is not Counted.MOVEMENTS or label.plateaus:
        lanes.append(Lane(HOLD, words.say("Top of a repetition") if repeated else words.say("Hold"), "h"))
    if exercise.dose.counts is Counted.MOVEMENTS or label.reps:
        lanes.append(Lane(STEP, words.say("Step at its highest"), "r"))
    lanes.append(Lane(GOOD, words.say("Good form"), "g"))
    said = [each.fault for each in said_faults(exercise) if each.fault != UNSAID]
    faults = dict.fromkeys([*said, *(each.id for each in label.faults)])
    keys = [*FAULT_KEYS, *("" for _ in faults)]
    return lanes + [Lane(fault, words.fault(fault), key) for fault, key in zip(faults, keys, strict=False)]


def said_marks(label: Label) -> list[SaidMark]:
    """Return the marks of a label, in the order of time."""
    marks = [
        SaidMark(what=each.what, start_s=each.start_s, end_s=each.end_s, side=each.side, also=each.also)
        for each in marks_of(label)
    ]
    marks += [
        SaidMark(what=STEP, start_s=each.time_s, end_s=each.time_s, side=each.side) for each in label.reps
    ]
    return sorted(marks, key=lambda mark: (mark.start_s, mark.end_s, mark.what))


def marked(work: Work, said: SaidMarks, words: Words) -> Label:
    """Return the label with the marks that a page sent.

    Raises
    ------
    InputError
        They contradict each other or the clip; the sentence is in the language of `words`.
    """
    marks = [
        Mark(_rounded(each.start_s), _rounded(each.end_s), each.what, each.side, each.also)
        for each in said.marks
        if each.what != STEP
    ]
    if any(mark.end_s <= mark.start_s for mark in marks):
        raise InputError(words.say("A mark has to end after it begins; move its end, or delete it."))
    clash = first_clash(marks)
    if clash is not None:
        raise InputError(_clash_sentence(work, clash, words))
    try:
        reps = tuple(
            LabelledRep(time_s=_rounded(each.start_s), side=each.side)
            for each in said.marks
            if each.what == STEP
        )
    except ValidationError as error:
        raise InputError(
            f"These marks cannot be a label: {first_problem(error)}; move or delete that mark."
        ) from error
    base = work.label.model_copy(
        update={
            "reps": tuple(sorted(reps, key=lambda rep: rep.time_s)),
            "subject": said.subject.strip(),
            "labelled_by": said.labelled_by.strip(),
        }
    )
    return with_marks(base, marks)


def _clash_sentence(work: Work, clash: tuple[Mark, Mark], words: Words) -> str:
    names = {lane.what: lane.words for lane in lanes_of(work, words)}
    first, second = (
        words.say(
            "{what}, {start} to {end} s",
            what=names.get(mark.what, words.fault(mark.what)),
            start=words.number(mark.start_s, 2),
            end=words.number(mark.end_s, 2),
        )
        for mark in clash
    )
    return words.say(
        "Two marks cannot be at the same time: {first}, and {second}. Move one, or delete it.",
        first=first,
        second=second,
    )


def _rounded(time_s: float) -> float:
    return round(time_s, _DIGITS)


# --- files --------------------------------------------------------------------------------------------------


def keep(work: Work, label: Label) -> None:
    """Write marks beside the clip, so that they come back; the label stays as it is.

    Raises
    ------
    InputError
        They cannot be written.
    """
    try:
        private_folder(work.clip.folder)
    except OSError as error:
        raise InputError(f"The marks cannot be kept: {error.strerror or error}; free some space.") from error
    write_label(work.clip.unsaved_path, label, like=_like(work.clip))


def save(work: Work, label: Label) -> None:
    """Write the label, take away what was kept beside it, and remember who is in the clip and who marked it.

    Raises
    ------
    InputError
        It cannot be written; what was kept is still there.
    """
    write_label(work.clip.label_path, label, like=_like(work.clip))
    work.clip.unsaved_path.unlink(missing_ok=True)
    remember(label.subject, label.labelled_by)


def saved_words(label: Label, words: Words) -> str:
    """Return what is said of a label that was saved: that it is, and what it lacks so that it counts."""
    naming = words.say(
        "Nobody is named as being in it, so people cannot be told apart; name the person under “About this "
        "clip” and save again."
    )
    return " ".join([words.say("The label is saved."), *gap_words(label, naming, words.language)])


def _like(clip: LabelClip) -> Path:
    """Return the text whose comments and order are kept."""
    return clip.label_path if clip.label_path.is_file() else clip.unsaved_path


def give_up(clip: LabelClip) -> None:
    """Take away the marks that were not saved."""
    clip.unsaved_path.unlink(missing_ok=True)


def forget(clip: LabelClip) -> None:
    """Take away the label and everything that was marked, so that it can be begun anew."""
    for path in (clip.label_path, clip.unsaved_path, clip.begun_path):
        path.unlink(missing_ok=True)
