"""Why a session could not be held, in the words of somebody who types no commands."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from posecheck.report.wording import Words

#: Exit codes of a session that ended as it should: done, or ended by the system.
_AS_IT_SHOULD = (0, 130)
_ERROR = "Error: "


def problem_of(code: int | None, notes: str, words: Words) -> str:
    """Return the sentence, empty where there was no problem; `notes` is what the command complained of."""
    if code in _AS_IT_SHOULD:
        return ""
    complaints = [line for line in notes.splitlines() if line.startswith(_ERROR)]
    said = (complaints or notes.splitlines() or [""])[-1].removeprefix(_ERROR)
    if said.startswith("No camera was found"):
        return words.say(
            "No camera was found. Plug one in, or take the camera of this browser or of a phone."
        )
    if not said:
        return words.say("The session ended by itself. Begin it once more; Help has the doctor.")
    return words.told(said)
