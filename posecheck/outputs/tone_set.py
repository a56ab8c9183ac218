"""The tones, designed as a set: each has its own shape, so that they are told apart with the eyes closed.

What tells them apart is how many notes there are, which way they go, whether they step or glide, and how long
they last; not how high they are, which few people can name. All sound lies between 300 and 2,000 Hz: small
loudspeakers give little below, and many people hear little above 3,000. They are as loud as each other to the
ear, a little softer than the voice; what must not be missed is louder, what may be missed is soft. Nothing
begins suddenly: somebody may lie with an ear beside the loudspeaker. ``docs/sound.md`` has them as a table.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cache

import numpy as np
import numpy.typing as npt

SAMPLE_RATE_HZ = 44_100

#: Of a tone's loudest eighth of a second, A-weighted. Speech of espeak-ng reaches -16.
_LEVEL_DBFS = -20.0
_RISE_S = 0.015
_FALL_S = 0.03
#: How loud the second and third partial are: enough for a small loudspeaker, not enough to be shrill.
_PARTIALS = (1.0, 0.25, 0.08)
#: Time weighting "fast" of sound level meters; shorter than that, a tone seems softer than it is.
_FAST_S = 0.125

Samples = npt.NDArray[np.float32]


class Tone(StrEnum):
    """What a tone says."""

    IN_POSITION = "in-position"
    COUNTED = "counted"
    TIME = "time"
    LOST_SIGHT = "lost-sight"
    STOP = "stop"
    PAUSED = "paused"
    RESUMED = "resumed"
    UNDERSTOOD = "understood"
    TEN_SECONDS = "ten-seconds"


#: Each in words, as they are said when all are played.
TONE_MEANINGS = {
    Tone.IN_POSITION: "You are in position.",
    Tone.COUNTED: "That one counted.",
    Tone.TIME: "You have held long enough.",
    Tone.LOST_SIGHT: "I do not see you well enough.",
    Tone.STOP: "Stop, and come out slowly.",
    Tone.PAUSED: "We pause.",
    Tone.RESUMED: "We go on.",
    Tone.UNDERSTOOD: "I have understood.",
    Tone.TEN_SECONDS: "Ten more seconds of a hold are over.",
}


@dataclass(frozen=True, slots=True)
class _Note:
    """One note: when it begins, how high it is, how long it lasts, and how high it ends if it glides."""

    start_s: float
    pitch_hz: float
    length_s: float
    end_hz: float = 0.0


@dataclass(frozen=True, slots=True)
class _Design:
    """The notes of a tone, and how much louder than the others it is to the ear."""

    notes: tuple[_Note, ...]
    louder_db: float = 0.0


_G4, _A4, _C5, _E5, _G5 = 392.0, 440.0, 523.25, 659.25, 783.99  # Hz

#: Consonant intervals throughout; up for what begins or is done, down for what ends.
_DESIGNS = {
    Tone.IN_POSITION: _Design((_Note(0.0, _G4, 0.26), _Note(0.2, _C5, 0.5))),
    Tone.COUNTED: _Design((_Note(0.0, _E5, 0.28),)),
    Tone.TIME: _Design((_Note(0.0, _C5, 0.24), _Note(0.18, _E5, 0.24), _Note(0.36, _G5, 0.8))),
    Tone.LOST_SIGHT: _Design((_Note(0.0, _E5, 0.26), _Note(0.22, _A4, 0.26), _Note(0.44, _E5, 0.45))),
    Tone.STOP: _Design(
        (_Note(0.0, _G5, 0.16), _Note(0.15, _C5, 0.26), _Note(0.45, _G5, 0.16), _Note(0.6, _C5, 0.4)),
        louder_db=3.0,
    ),
    Tone.PAUSED: _Design((_Note(0.0, _E5, 0.6, end_hz=_G4 * 0.9),)),
    Tone.RESUMED: _Design((_Note(0.0, _G4 * 0.9, 0.6, end_hz=_E5),)),
    Tone.UNDERSTOOD: _Design((_Note(0.0, _G5, 0.11), _Note(0.14, _G5, 0.13))),
    Tone.TEN_SECONDS: _Design((_Note(0.0, _G4, 0.1),), louder_db=-10.0),
}


@cache
def tone(name: str) -> Samples:
    """Return the samples of a tone, -1 to 1 at ``SAMPLE_RATE_HZ``, starting and ending in silence.

    Parameters
    ----------
    name
        A :class:`Tone`.

    Raises
    ------
    ValueError
        There is no tone of that name.
    """
    if name not in _DESIGNS:
        message = f"expected one of {', '.join(Tone)}, but got {name!r}"
        raise ValueError(message)
    design = _DESIGNS[Tone(name)]
    total_s = max(note.start_s + note.length_s for note in design.notes)
    samples = np.zeros(round(total_s * SAMPLE_RATE_HZ) + 1)
    for note in design.notes:
        first = round(note.start_s * SAMPLE_RATE_HZ)
        sound = _sound(note)
        samples[first : first + sound.size] += sound
    gain_db = _LEVEL_DBFS + design.louder_db - loudness_dbfs(samples)
    loud: Samples = (samples * 10 ** (gain_db / 20)).astype(np.float32)
    loud.flags.writeable = False  # whoever asks next gets the same
    return loud


def loudness_dbfs(samples: npt.NDArray[np.floating]) -> float:
    """Return how loud a sound at ``SAMPLE_RATE_HZ`` is to the ear: A-weighted, fast, at its loudest.

    A sine of full scale at 1,000 Hz is at -3.
    """
    size = samples.size + SAMPLE_RATE_HZ  # silence behind, so that the filter does not go round
    spectrum = np.fft.rfft(samples, size) * _a_weight(np.fft.rfftfreq(size, 1 / SAMPLE_RATE_HZ))
    window = round(_FAST_S * SAMPLE_RATE_HZ)
    energy = np.concatenate([[0.0], np.cumsum(np.fft.irfft(spectrum, size) ** 2)])
    loudest = float((energy[window:] - energy[:-window]).max()) / window
    return 10 * float(np.log10(loudest))


def _a_weight(frequency_hz: npt.NDArray[np.floating]) -> npt.NDArray[np.float64]:
    """Return how much of each frequency the ear takes, 1 at 1,000 Hz (IEC 61672-1, annex E)."""
    square = frequency_hz**2
    poles = np.sqrt((square + 107.7**2) * (square + 737.9**2))
    response: npt.NDArray[np.float64] = (
        12_194**2 * square**2 / ((square + 20.6**2) * poles * (square + 12_194**2))
    )
    return response * 10**0.1


def _sound(note: _Note) -> npt.NDArray[np.float64]:
    """Return the sound of one note, which begins and ends at zero."""
    time_s = np.arange(round(note.length_s * SAMPLE_RATE_HZ)) / SAMPLE_RATE_HZ
    share = time_s / note.length_s
    # even steps to the ear are even ratios
    pitch_hz = note.pitch_hz * ((note.end_hz or note.pitch_hz) / note.pitch_hz) ** share
    # as something that is struck, or as something that is bowed
    rise_s, fall_s, decay = (_RISE_S, _FALL_S, 3.0) if not note.end_hz else (4 * _RISE_S, 6 * _FALL_S, 0.0)
    rise = 0.5 - 0.5 * np.cos(np.pi * np.clip(time_s / rise_s, 0, 1))
    fall = 0.5 - 0.5 * np.cos(np.pi * np.clip((note.length_s - time_s) / fall_s, 0, 1))
    # low notes are as loud to the ear as high ones
    envelope = rise * fall * np.exp(-decay * share) / _a_weight(pitch_hz)
    phase = 2 * np.pi * np.cumsum(pitch_hz) / SAMPLE_RATE_HZ
    partials = [loud * np.sin(order * phase) for order, loud in enumerate(_PARTIALS, start=1)]
    sound: npt.NDArray[np.float64] = envelope * np.sum(partials, axis=0)
    return sound
