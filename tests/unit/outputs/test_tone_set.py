"""The tones as they are rendered: calm, equally loud, without a click, and told apart by their shape."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest

from posecheck.outputs.tone_set import SAMPLE_RATE_HZ, TONE_MEANINGS, Samples, Tone, loudness_dbfs, tone

FRAME = SAMPLE_RATE_HZ // 100
#: As loud to the ear as the others, unless they must not be missed or may be.
LOUDER_DB = {Tone.STOP: 3.0, Tone.TEN_SECONDS: -10.0}


@dataclass(frozen=True, slots=True)
class Shape:
    """What of a tone is heard without a sense for pitch: the number of its notes, its way, its length."""

    notes: int
    way_semitones: np.ndarray
    length_s: float

    def distance(self, other: Shape) -> float:
        """Return how different two shapes are: 1 is a note more, three semitones, or twice as long."""
        way = np.sqrt(np.mean((self.way_semitones - other.way_semitones) ** 2)) / 3
        length = abs(np.log2(self.length_s / other.length_s))
        return abs(self.notes - other.notes) + way + length


def levels(samples: Samples) -> np.ndarray:
    """Return the level of each hundredth of a second in dB below the loudest."""
    frames = samples[: samples.size // FRAME * FRAME].reshape(-1, FRAME)
    energy = np.mean(frames.astype(float) ** 2, axis=1) + 1e-12
    return 10 * np.log10(energy / energy.max())


def shape(samples: Samples) -> Shape:
    """Return the shape that is in the samples, whatever they were made of."""
    level = levels(samples)
    audible = np.flatnonzero(level > -25)
    # a note begins where it gets at least 3 dB louder within three hundredths of a second
    before = np.concatenate([np.full(3, -60.0), level[:-3]])
    louder = (level - before > 3) & (level > -15)
    notes = int(louder[0]) + int(np.sum(louder[1:] & ~louder[:-1]))
    window, pitch_hz = 4 * FRAME, []
    padded = np.concatenate([samples, np.zeros(window, samples.dtype)])
    for index in audible:
        part = padded[index * FRAME :][:window] * np.hanning(window)
        spectrum = np.abs(np.fft.rfft(part, 1 << 15))
        pitch_hz.append(np.argmax(spectrum) * SAMPLE_RATE_HZ / (1 << 15))
    semitones = 12 * np.log2(pitch_hz)
    along = np.interp(np.linspace(0, 1, 50), np.linspace(0, 1, semitones.size), semitones)
    return Shape(notes, along - along.mean(), audible.size / 100)


SHAPES = {each: shape(tone(each)) for each in Tone}


@pytest.mark.parametrize("name", Tone)
def test_a_tone_is_short_and_as_loud_as_the_others(name: Tone) -> None:
    samples = tone(name)
    assert 0.08 < samples.size / SAMPLE_RATE_HZ < 1.25
    assert loudness_dbfs(samples) == pytest.approx(-20 + LOUDER_DB.get(name, 0.0), abs=0.1)
    peak_dbfs = 20 * np.log10(np.abs(samples).max())
    rms_dbfs = 10 * np.log10(np.mean(samples.astype(float) ** 2))
    assert -16 < peak_dbfs < -7, "nothing is cut off, also when the voice speaks"
    assert -26 < rms_dbfs < -17


@pytest.mark.parametrize("name", Tone)
def test_a_tone_neither_startles_nor_clicks(name: Tone) -> None:
    samples = tone(name)
    assert abs(samples[0]) < 1e-4
    assert abs(samples[-1]) < 1e-4
    loud = np.flatnonzero(np.abs(samples) > 0.9 * np.abs(samples[: SAMPLE_RATE_HZ // 10]).max())
    assert loud[0] / SAMPLE_RATE_HZ >= 0.01, "it begins softly"
    # a click is heard above all that a tone consists of
    energy = np.abs(np.fft.rfft(samples)) ** 2
    frequency_hz = np.fft.rfftfreq(samples.size, 1 / SAMPLE_RATE_HZ)
    assert energy[frequency_hz > 4000].sum() < 1e-6 * energy.sum()


@pytest.mark.parametrize("name", Tone)
def test_a_tone_is_heard_by_those_who_hear_little_above_3_khz_and_on_small_loudspeakers(name: Tone) -> None:
    samples = tone(name)
    energy = np.abs(np.fft.rfft(samples)) ** 2
    frequency_hz = np.fft.rfftfreq(samples.size, 1 / SAMPLE_RATE_HZ)
    assert energy[(frequency_hz >= 300) & (frequency_hz <= 2000)].sum() > 0.98 * energy.sum()


def test_any_two_tones_are_told_apart_by_their_shape() -> None:
    alike = {
        (one, other): round(SHAPES[one].distance(SHAPES[other]), 2)
        for one, other in itertools.combinations(Tone, 2)
        if SHAPES[one].distance(SHAPES[other]) < 1
    }
    assert alike == {}


def test_what_begins_goes_up_and_what_ends_goes_down() -> None:
    way = {each: SHAPES[each].way_semitones for each in Tone}
    for up in (Tone.IN_POSITION, Tone.TIME, Tone.RESUMED):
        assert way[up][-1] - way[up][0] > 4
    for down in (Tone.STOP, Tone.PAUSED):
        assert way[down][-1] - way[down][0] < -4


def test_a_mistuned_or_flat_set_would_be_noticed() -> None:
    """The shape sees what it is to see: the same notes higher are the same, another order is not."""

    def notes(*pitches_hz: float) -> Samples:
        time_s = np.arange(SAMPLE_RATE_HZ // 4) / SAMPLE_RATE_HZ
        fading = np.sin(np.pi * np.sqrt(time_s / time_s[-1])) * np.exp(-8 * time_s)
        return np.concatenate([fading * np.sin(2 * np.pi * pitch * time_s) for pitch in pitches_hz])

    assert shape(notes(400, 500)).distance(shape(notes(800, 1000))) < 0.3
    assert shape(notes(400, 500)).distance(shape(notes(500, 400))) > 1
    assert shape(notes(400)).distance(shape(notes(400, 400))) > 1


def test_loudness_is_that_of_a_sound_level_meter() -> None:
    time_s = np.arange(SAMPLE_RATE_HZ) / SAMPLE_RATE_HZ
    sine = {pitch: loudness_dbfs(np.sin(2 * np.pi * pitch * time_s)) for pitch in (250, 500, 1000, 2000)}
    # IEC 61672-1, table 3
    expected = {250: -8.6, 500: -3.2, 1000: 0.0, 2000: 1.2}
    for pitch, weight_db in expected.items():
        assert sine[pitch] == pytest.approx(-3.0 + weight_db, abs=0.2)


def test_a_name_that_no_tone_has_is_an_error() -> None:
    with pytest.raises(ValueError, match="expected one of in-position, counted"):
        tone("gong")


def test_the_document_of_the_tones_is_true() -> None:
    """docs/sound.md: each tone with its meaning, the number of its notes, its length and its loudness."""
    document = (Path(__file__).parents[3] / "docs" / "sound.md").read_text(encoding="utf-8")
    rows = re.findall(
        r"^\| `([\w-]+)` \| (.+?) \| (.+?) \| ([\d.]+) s \| (-\d+) dB \|$", document, re.MULTILINE
    )
    said = {name: (meaning, float(length), int(level)) for name, meaning, _, length, level in rows}
    assert said == {
        str(name): (
            TONE_MEANINGS[name],
            round(tone(name).size / SAMPLE_RATE_HZ, 1),
            round(loudness_dbfs(tone(name))),
        )
        for name in Tone
    }
    notes = {"one": 1, "two": 2, "three": 3, "gliding": 1}
    for name, _, way, _, _ in rows:
        times = 2 if "twice" in way else 1
        assert notes[way.split()[0]] * times == SHAPES[Tone(name)].notes, name
