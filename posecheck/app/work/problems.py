"""Why a session could not be held, in the words of somebody who types no commands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from posecheck.support.message import message

if TYPE_CHECKING:
    from posecheck.report.wording import Words

#: Exit codes of a session that ended as it should: done, or ended by the system.
_AS_IT_SHOULD = (0, 130)
_ERROR = "Error: "
#: What the app says of a computer that :mod:`posecheck.support.computers` finds unfit.
UNFIT = message(
    "posecheck cannot look at pictures on this computer. It does on a Mac with Apple silicon from macOS 13 "
    "on, and on Windows and Linux with a processor of Intel or AMD. What needs no pictures works here too."
)
_UNFIT = "posecheck cannot look at pictures on this computer"
#: How the complaint begins when the pose model is not here and cannot be fetched, and what it says of a place
#: to which there is no way (posecheck.estimator.model).
_NOT_FETCHED = "The pose model cannot be fetched"
_UNREACHABLE = "it cannot be reached"


def problem_of(code: int | None, notes: str, words: Words) -> str:
    """Return the sentence, empty where there was no problem; `notes` is what the command complained of."""
    if code in _AS_IT_SHOULD:
        return ""
    complaints = [line for line in notes.splitlines() if line.startswith(_ERROR)]
    said = (complaints or notes.splitlines() or [""])[-1].removeprefix(_ERROR)
    if not said:
        return words.say("The session ended by itself. Begin it once more; Help has the doctor.")
    return plain_words(said, words)


def plain_words(said: str, words: Words) -> str:
    """Return a command's complaint with what to do in the app instead of what to type."""
    if said.startswith("No camera was found"):
        return words.say(
            "No camera was found. Plug one in, or take the camera of this browser or of a phone."
        )
    if said.startswith(_UNFIT):
        return words.told(UNFIT)
    if said.startswith(_NOT_FETCHED):
        if _UNREACHABLE in said:
            return words.say(
                "The network that finds your joints could not be fetched: the internet cannot be reached. "
                "Connect this computer to it, and try again."
            )
        reason = said.removeprefix(_NOT_FETCHED).partition("(")[2].rpartition(")")[0]
        return words.say(
            "The network that finds your joints could not be fetched ({reason}). Try again later.",
            reason=reason,
        )
    return words.told(said)
