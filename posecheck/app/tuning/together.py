"""What several limits of one fault do when they are changed at once, which no table can hold beforehand."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from posecheck.app.tuning.run import key_of
from posecheck.lab.evaluation.clips import Clip
from posecheck.lab.evaluation.landmarks import Landmarks
from posecheck.lab.tuning.effect_words import Tally, change_words, effect_words
from posecheck.lab.tuning.limits import limits_of
from posecheck.lab.tuning.sweep import read_clips, sweep, total
from posecheck.support.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from posecheck.app.tuning.run import Material
    from posecheck.lab.tuning.decisions import Counts
    from posecheck.lab.tuning.sweep import ReadClip
    from posecheck.report.wording import Words

#: Key of the material → what the trainer reads of it.
_LAST: dict[str, list[ReadClip]] = {}


def together_words(material: Material, values: Mapping[str, float], words: Words) -> tuple[str, str]:
    """Return what limits of one fault catch and where they are wrong with other values, and what changes.

    Raises
    ------
    InputError
        They are not of one fault, or a recording cannot be used.
    """
    limits = [limit for limit in limits_of(material.exercise) if limit.address in values]
    if len({limit.fault for limit in limits}) != 1 or len(limits) != len(values):
        raise InputError("That cannot be looked at together; load the page anew.")
    settings = np.array([[limit.value for limit in limits], [values[limit.address] for limit in limits]])
    counts = total(sweep(material.exercise, _read(material), limits, settings))
    now, then = (_tally(counts, at) for at in range(len(settings)))
    minutes = float(counts.minutes[0])
    return effect_words(then, minutes, words.language), change_words(now, then, words.language)


def _tally(counts: Counts, at: int) -> Tally:
    decisions = (counts.hits, counts.misses, counts.false, counts.passed, counts.false_cues)
    return Tally(*(int(each[at]) for each in decisions))


def _read(material: Material) -> list[ReadClip]:
    """Return what the trainer reads of the clips; that of the last time is kept, for a slider moves on."""
    key = key_of(material)
    if key not in _LAST:
        clips = [
            Clip(clip.id, clip.landmarks, label, None)
            for clip, label in material.clips
            if clip.landmarks is not None
        ]
        landmarks = Landmarks(Path())  # they are recordings: nothing is left for a model to do
        read = read_clips(material.exercise, [(clip, landmarks.of(clip)) for clip in clips])
        _LAST.clear()
        _LAST[key] = read
    return _LAST[key]
