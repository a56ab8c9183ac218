"""Sound on request: a sentence, and each tone after what it means, to know them before lying on the mat."""

from __future__ import annotations

from typing import TYPE_CHECKING

from posecheck.outputs.tone_set import SAMPLE_RATE_HZ, TONE_MEANINGS, tone
from posecheck.support.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Callable

    from posecheck.outputs.speech import Voice
    from posecheck.outputs.tones import Player
    from posecheck.support.language import Language

#: What is said before the tones.
GREETING = "This is how I speak. Now you hear each tone, and before it what it means."
_SOON_S = 0.1


def play_samples(
    voice: Voice, find_player: Callable[[], Player], language: Language, show: Callable[[str], None]
) -> None:
    """Speak a sentence and play each tone; what is heard is shown as well.

    Parameters
    ----------
    voice
        Of that language.
    find_player
        Returns what plays the tones; raises ``OSError`` where there is no sound output.
    language
        That is spoken.
    show
        Takes each line as it is heard.

    Raises
    ------
    InputError
        The voice or the tones cannot be heard; what can was. The message says what to do.
    """

    def say(text: str) -> None:
        show(text)
        if voice.problem is None:
            voice.say(text)
            # nobody waits for what turns out not to be heard
            while not voice.wait(_SOON_S) and voice.problem is None:
                pass

    trouble = ""
    try:
        player = find_player()
    except OSError as error:
        player, trouble = None, str(error)
    say(language.translate(GREETING))
    if player is None and voice.problem is not None:
        raise InputError(trouble)
    for name, meaning in TONE_MEANINGS.items():
        if player is None:
            break
        say(language.translate(meaning))
        try:
            player(tone(name), SAMPLE_RATE_HZ)
        except OSError as error:
            trouble = f"The tones cannot be played: {str(error).rstrip('.')}; check the sound output."
            break
    problem = trouble or voice.problem
    if problem:
        raise InputError(problem)
