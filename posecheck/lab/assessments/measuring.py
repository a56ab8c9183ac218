"""``docs/accuracy/assessments.json``: how far every assessment is off.

``python -m posecheck.lab.assessments.measuring OUT.json --cache FOLDER CLIPS...`` measures it; the first
folder of clips is also used for the repeatability. ``python -m posecheck.assessment.publishing OUT.json``
then writes what the program itself knows of its errors, and ``posecheck.lab.evaluation.page`` the page for
people (``make accuracy``).
"""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import asdict
from pathlib import Path
from statistics import fmean, stdev
from typing import TYPE_CHECKING, Any

from posecheck.assessment.catalogue import ASSESSMENTS
from posecheck.assessment.errors import Basis, MeasurementError
from posecheck.lab.assessments.cameras import landmark_errors
from posecheck.lab.assessments.on_clips import values_in
from posecheck.lab.assessments.on_figures import SIMULATED, values_of_figures
from posecheck.lab.assessments.repeatability import repeated
from posecheck.lab.evaluation.landmarks import Landmarks
from posecheck.lab.evaluation.levels import Level
from posecheck.lab.evaluation.sets import find_sets
from posecheck.lab.labels import Kind
from posecheck.pose import Side
from posecheck.support.errors import InputError
from posecheck.support.version import VERSION

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from posecheck.lab.assessments.cameras import LandmarkErrors
    from posecheck.lab.assessments.on_clips import ClipValue
    from posecheck.lab.assessments.on_figures import FigureValue
    from posecheck.lab.assessments.repeatability import Repeated
    from posecheck.lab.evaluation.clips import Clip

#: Clips whose people lie on their back with one leg drawn in or up, as the simulated tests do.
_ON_THE_BACK = ("supine-hamstring", "knee-to-chest")
#: So many cameras and ends for each of their clips.
_TIMES = 6
_AS_THEY_ARE = "as they are"
_DIGITS = 4


def measured(folders: Sequence[Path], model: Path, cache: Path | None) -> dict[str, Any]:
    """Return the whole document.

    Parameters
    ----------
    folders
        Sets of clips with truth; the repeatability is measured on the first.
    model
        The pose model.
    cache
        Folder of landmark recordings, as ``posecheck evaluate --cache`` has it.
    """
    sets = find_sets(folders)
    clips = [(each.name, clip) for each in sets for clip in each.clips]
    values = [
        value
        for pictures, landmarks in (
            (_AS_THEY_ARE, Landmarks(model, cache=cache)),
            (Level.WEBCAM.value, Landmarks(model, degraded=Level.WEBCAM, cache=cache)),
        )
        for value in values_in(clips, landmarks, pictures)
    ]
    errors = list(_errors_on_the_back(clips, model, cache))
    figures = [value for test in SIMULATED for value in values_of_figures(ASSESSMENTS[test], errors, _TIMES)]
    people = {
        f"{set_name}/{clip.name}": f"{set_name}/{clip.label.subject or clip.name}" for set_name, clip in clips
    }
    again = list(repeated(sets[0].clips, model, cache))
    return {
        "posecheck": VERSION,
        "tests": {
            test.id: _of_clips(test.id, values) or _of_figures(test.id, figures, people)
            for test in ASSESSMENTS.values()
        },
        "repeatability": [_rounded(_repeatability(each)) for each in again],
        "clips": [_rounded(asdict(each)) for each in values],
        "figures": [_rounded(asdict(each)) for each in figures],
    }


def _errors_on_the_back(
    clips: Iterable[tuple[str, Clip]], model: Path, cache: Path | None
) -> Iterable[tuple[str, Side, LandmarkErrors]]:
    for set_name, clip in clips:
        label = clip.label
        if label.exercise not in _ON_THE_BACK or label.kind is Kind.WRONG_VIEW or clip.truth is None:
            continue
        found = landmark_errors(Landmarks(None).of(clip), Landmarks(model, cache=cache).of(clip))
        if found is not None and label.camera is not None:
            near = Side.LEFT if label.camera.yaw_deg > 0 else Side.RIGHT
            yield f"{set_name}/{clip.name}", near, found


def _of_clips(test: str, values: Sequence[ClipValue]) -> dict[str, Any] | None:
    own = [each for each in values if each.test == test]
    pairs = [
        (each, each.value - each.truth) for each in own if each.value is not None and each.truth is not None
    ]
    if not pairs:
        return None
    people = len({each.person for each, _ in pairs})
    found = _error(test, Basis.CLIPS, [off for _, off in pairs], people)
    return found | {
        "clips": len({each.clip for each, _ in pairs}),
        "held_ends": len(own),
        "not_seen": sum(each.value is None for each in own),
        "counts_and_should": sum(each.counts and each.truth_counts for each in own),
        "counts_and_should_not": sum(each.counts and not each.truth_counts for each in own),
        "should_count_and_does_not": sum(each.truth_counts and not each.counts for each in own),
        "by_pictures": {
            pictures: _agreement([off for each, off in pairs if each.pictures == pictures])
            for pictures in dict.fromkeys(each.pictures for each in own)
        },
    }


def _of_figures(test: str, values: Sequence[FigureValue], people: dict[str, str]) -> dict[str, Any] | None:
    own = [each for each in values if each.test == test]
    pairs = [(each, each.value - each.truth) for each in own if each.value is not None]
    if not pairs:
        return None
    persons = len({people[each.errors_of] for each, _ in pairs})
    found = _error(test, Basis.SIMULATED, [off for _, off in pairs], persons)
    return found | {
        "clips": len({each.errors_of for each, _ in pairs}),
        "held_ends": len(own),
        "not_seen": len(own) - len(pairs),
        "counts_and_should": sum(each.counts for each in own),
        "counts_and_should_not": 0,
        "should_count_and_does_not": sum(not each.counts for each in own),
        "by_pictures": {},
    }


def _error(test: str, basis: Basis, errors: Sequence[float], people: int) -> dict[str, Any]:
    """Return what `errors` amount to, with what follows from it."""
    of = ASSESSMENTS[test]
    error = MeasurementError(
        of.measure,
        of.unit,
        basis,
        len(errors),
        people,
        round(fmean(errors), _DIGITS),
        round(stdev(errors), _DIGITS),
    )
    return _rounded(
        {
            **asdict(error),
            "basis": basis.value,
            "low": error.limits[0],
            "high": error.limits[1],
            "within_95": error.within_95,
            "smallest_detectable_change": error.smallest_detectable_change,
        }
    )


def _agreement(errors: Sequence[float]) -> dict[str, Any]:
    spread = stdev(errors) if len(errors) > 1 else None
    return _rounded({"values": len(errors), "bias": fmean(errors) if errors else None, "sem": spread})


def _repeatability(each: Repeated) -> dict[str, Any]:
    told: dict[str, Any] = {"test": each.test, "clip": each.clip, "side": each.side, "truth": each.truth}
    for name, values in (("pictures", each.pictures), ("cameras", each.cameras)):
        known = [value for value in values.values() if value is not None]
        several = len(known) > 1
        told[name] = {
            "values": dict(values),
            "known": len(known),
            "of": len(values),
            "spread": max(known) - min(known) if several else None,
            "sd": stdev(known) if several else None,
        }
    return told


def _rounded(value: dict[str, Any]) -> dict[str, Any]:
    """Return it with no more digits than matter."""
    return {name: _short(each) for name, each in value.items()}


def _short(value: Any) -> Any:
    if isinstance(value, float):
        return round(value, _DIGITS)
    if isinstance(value, dict):
        return _rounded(value)
    return value


def main(arguments: Sequence[str]) -> int:
    """Measure and write; returns the exit code."""
    from posecheck.estimator.model import cached_model  # noqa: PLC0415 - of the command alone

    parser = argparse.ArgumentParser(prog="measuring")
    parser.add_argument("out", type=Path)
    parser.add_argument("clips", type=Path, nargs="+")
    parser.add_argument("--cache", type=Path)
    asked = parser.parse_args(arguments)
    model = cached_model()
    if model is None:
        sys.stderr.write("There is no pose model; run `posecheck model fetch`.\n")
        return 2
    try:
        document = measured(asked.clips, model, asked.cache)
        text = json.dumps(document, indent=1, ensure_ascii=False) + "\n"
        asked.out.write_text(text, encoding="utf-8", newline="\n")
    except InputError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
