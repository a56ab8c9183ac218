"""Labels of recorded clips: what a clip shows, told by whoever made it. Format: samples/README.md."""

from __future__ import annotations

import difflib
import math
from enum import StrEnum
from itertools import pairwise
from typing import TYPE_CHECKING, Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from posecheck.exercise.catalogue import all_exercises, fault_meanings
from posecheck.pose import Side
from posecheck.support.errors import InputError
from posecheck.support.text_files import read_toml
from posecheck.support.validation import first_problem

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from pathlib import Path

#: Slack at the end of a clip: the last frame is shown a little beyond its own time.
_END_SLACK_S = 0.1

#: No clip is longer, wider or faster; beyond this a number is a slip.
_LONGEST_S, _WIDEST_PX, _FASTEST_FPS = 1e6, 32_768, 1000.0

Seconds = Annotated[float, Field(ge=0, le=_LONGEST_S)]
_Pixels = Annotated[int, Field(gt=0, le=_WIDEST_PX)]
_Metres = Annotated[float, Field(ge=-1000, le=1000)]


class Kind(StrEnum):
    """What a clip is an example of."""

    CORRECT = "correct"
    FAULTY = "faulty"
    WRONG_VIEW = "wrong-view"
    NEGATIVE = "negative"


class ClipView(StrEnum):
    """From where the camera looks at the person."""

    SIDE = "side"
    FRONT = "front"
    BACK = "back"
    OBLIQUE = "oblique"


class _Table(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)


class _Interval(_Table):
    start_s: Seconds
    end_s: Seconds

    @model_validator(mode="after")
    def _ends_after_start(self) -> Self:
        if self.end_s <= self.start_s:
            message = f"end_s {self.end_s:g} must be after start_s {self.start_s:g}"
            raise ValueError(message)
        return self


class Plateau(_Interval):
    """The position is held, or it is the top of a repetition, from `start_s` to `end_s`."""

    side: Side


class LabelledRep(_Table):
    """One step or repetition, at its furthest point."""

    time_s: Seconds
    side: Side


class LabelledFault(_Interval):
    """A fault that was put into the clip, at least 60 % developed from `start_s` to `end_s`.

    `also` lists other ids that are an acceptable name for the same thing.
    """

    id: str
    also: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _ids_are_known(self) -> Self:
        for fault in (self.id, *self.also):
            if fault not in fault_meanings():
                raise ValueError(_unknown("fault", fault, fault_meanings()))
        return self


class GoodInterval(_Interval):
    """The form is good from `start_s` to `end_s`: whoever looked saw no fault."""


class ClipCamera(_Table):
    """Where the camera stood; yaw 0 faces the person's front, 90 their left side."""

    yaw_deg: Annotated[float, Field(ge=-3600, le=3600)]
    height_m: _Metres
    distance_m: _Metres
    hfov_deg: Annotated[float, Field(gt=0, lt=360)]
    mirrored: bool = False


class Label(_Table):
    """What a clip shows. All times in seconds of the clip.

    Parameters
    ----------
    exercise
        Id of the exercise it is to be judged as; ``None`` for a clip of something else.
    kind, view, side
        What it is an example of, from where it is seen, which side works (``NONE``: nobody does).
    shows, subject, light, origin, licence, labelled_by
        In words; who is in it, and who marked it, are names of their choice.
    fps, size, frames, duration_s, camera
        How it was taken; `size` is ``(width, height)`` in pixels.
    tolerance_s
        By so much the times of what happens may be wrong: 0 where they are exact, more where they were
        read by eye.
    plateaus, reps, faults, good
        What happens in it.
    """

    exercise: str | None = None
    kind: Kind
    shows: str = ""
    view: ClipView
    side: Side = Side.NONE
    subject: str = ""
    light: str = ""
    fps: Annotated[float, Field(gt=0, le=_FASTEST_FPS)]
    size: tuple[_Pixels, _Pixels]
    frames: Annotated[int, Field(gt=0, le=1_000_000_000)]
    duration_s: Annotated[float, Field(gt=0, le=_LONGEST_S)]
    origin: str
    licence: str
    camera: ClipCamera | None = None
    tolerance_s: Seconds = 0.0
    labelled_by: str = ""
    plateaus: tuple[Plateau, ...] = ()
    reps: tuple[LabelledRep, ...] = ()
    faults: tuple[LabelledFault, ...] = ()
    good: tuple[GoodInterval, ...] = ()

    @model_validator(mode="after")
    def _is_consistent(self) -> Self:
        if (self.exercise is None) != (self.kind is Kind.NEGATIVE):
            message = "a clip has an exercise unless its kind is negative"
            raise ValueError(message)
        latest = max(
            [
                *(p.end_s for p in self.plateaus),
                *(f.end_s for f in self.faults),
                *(g.end_s for g in self.good),
                *(r.time_s for r in self.reps),
            ],
            default=-math.inf,
        )
        if latest > self.duration_s + _END_SLACK_S:
            message = f"{latest:g} s is after the end of the clip ({self.duration_s:g} s)"
            raise ValueError(message)
        _refuse_overlap("plateaus", self.plateaus)
        _refuse_overlap("good intervals", self.good)
        _refuse_good_faults(self.good, self.faults)
        for fault in {fault.id for fault in self.faults}:
            _refuse_overlap(f"{fault} faults", [each for each in self.faults if each.id == fault])
        return self


def _refuse_overlap(what: str, intervals: Iterable[_Interval]) -> None:
    for earlier, later in pairwise(sorted(intervals, key=lambda interval: interval.start_s)):
        if later.start_s < earlier.end_s:
            message = (
                f"two {what} overlap: {earlier.start_s:g}-{earlier.end_s:g} s and "
                f"{later.start_s:g}-{later.end_s:g} s"
            )
            raise ValueError(message)


def _refuse_good_faults(good: Iterable[GoodInterval], faults: Iterable[LabelledFault]) -> None:
    found = list(faults)
    for each in good:
        for fault in found:
            if each.start_s < fault.end_s and fault.start_s < each.end_s:
                message = (
                    f"the good interval {each.start_s:g}-{each.end_s:g} s overlaps the fault {fault.id} "
                    f"{fault.start_s:g}-{fault.end_s:g} s"
                )
                raise ValueError(message)


def _unknown(what: str, given: str, known: Collection[str]) -> str:
    nearest = difflib.get_close_matches(given, known, n=1)
    return f"there is no {what} {given!r}" + (f"; did you mean {nearest[0]!r}?" if nearest else "")


def read_label(path: Path, *, exercises: Collection[str] | None = None) -> Label:
    """Return the label in the TOML file at `path`.

    Parameters
    ----------
    path
        The file.
    exercises
        Ids of the exercises that may be named; by default those of the catalogue.

    Raises
    ------
    InputError
        It cannot be read, or what it says cannot be: the sentence names the file, the key and the reason.
    """
    content = read_toml(path, f"The label {path}")
    try:
        label = Label.model_validate(content)
    except ValidationError as error:
        raise InputError(f"The label {path} cannot be used: {first_problem(error)}.") from error
    known = all_exercises().keys() if exercises is None else exercises
    if label.exercise is not None and label.exercise not in known:
        raise InputError(f"The label {path} cannot be used: {_unknown('exercise', label.exercise, known)}.")
    return label
