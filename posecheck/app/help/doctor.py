"""What `posecheck doctor` finds, in the words of the app: nobody who reads it types commands."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from posecheck.app.work.problems import UNFIT
from posecheck.app.work.tasks import Progress
from posecheck.support.message import message

if TYPE_CHECKING:
    from posecheck.app.work.tasks import Task
    from posecheck.report.wording import Words

KIND = "doctor"
COMMAND = ("doctor", "--json")
ONGOING = (Progress.WAITING, Progress.WORKING)
#: Of no meaning where everything is in the browser.
_LEFT_OUT = frozenset({"window"})
_OK, _WARNING = "ok", "warning"
#: Part of what the command says where the computer has no sound.
_NO_OUTPUT = "no sound output"
#: What was looked at, as the command names it → in words. A package keeps its name.
_NAMES: dict[str, str] = {
    "computer": message("This computer"),
    "system libraries": message("Parts of the system"),
    "pose model": message("Network that finds your joints"),
    "camera": message("Camera"),
    "voice": message("Voice"),
    "tones": message("Tones"),
    "settings": message("Settings"),
    "sessions": message("Place for your sessions"),
}
#: What to do in the app instead of what the command says.
_INSTEAD: dict[str, str] = {
    "computer": UNFIT,
    "pose model": message("Fetch it on the first page: Today."),
    "camera": message("Plug one in. For videos you need none, and a phone can be the camera too."),
}
#: What the command says it found, where that is words.
_FOUND: dict[str, str] = {
    "all found": message("all there"),
    "none found": message("none found"),
    "not here yet": message("not here yet"),
    "none": message("none"),
    "silent": message("silent"),
    "can be played": message("can be played"),
    "missing": message("missing"),
    "cannot be used": message("cannot be used"),
}


def told_of(task: Task | None, words: Words) -> dict[str, Any]:
    """Return how far the examination is, and its findings, what is wrong first."""
    say = words.say
    if task is None:
        return {"ongoing": False, "said": "", "findings": []}
    if task.progress in ONGOING:
        waiting = say("One moment: a video is being judged, and this comes after it.")
        working = say("Looking … this takes some seconds.")
        return {
            "ongoing": True,
            "said": waiting if task.progress is Progress.WAITING else working,
            "findings": [],
        }
    try:
        found = [each for each in json.loads(task.said) if each["what"] not in _LEFT_OUT]
    except (ValueError, KeyError, TypeError):
        return {"ongoing": False, "said": words.told(task.problem) or say("That failed."), "findings": []}
    findings = [_finding(each, words) for each in found]
    findings.sort(key=lambda each: ("problem", "warning", "ok").index(each["health"]))
    return {"ongoing": False, "said": _summary(findings, words), "findings": findings}


def _finding(found: dict[str, str], words: Words) -> dict[str, str]:
    say, what = words.say, found["what"]
    health = found["health"] if found["health"] in (_OK, _WARNING) else "problem"
    labels = {_OK: say("in order"), _WARNING: say("to know"), "problem": say("to mend")}
    seen = found["found"].partition("; hear it with")[0]
    return {
        "health": health,
        "label": labels[health],
        "what": words.told(_NAMES.get(what, what)),
        "found": words.told(_FOUND.get(seen, seen)),
        "todo": _todo(what, found["todo"], words) if health != _OK else "",
    }


def _todo(what: str, told: str, words: Words) -> str:
    return no_sound(told, words) or words.told(_INSTEAD.get(what, told))


def no_sound(problem: str, words: Words) -> str:
    """Return what to do when `problem` is that there is nothing to be heard with, empty for another one."""
    if _NO_OUTPUT not in problem.lower():
        return ""
    return words.say(
        "No loudspeaker was found. Plug one in or switch it on, and choose it in the sound settings."
    )


def _summary(findings: list[dict[str, str]], words: Words) -> str:
    say, count = words.say, words.count
    problems = sum(each["health"] == "problem" for each in findings)
    warnings = sum(each["health"] == _WARNING for each in findings)
    if problems:
        return count(problems, "1 thing has to be mended.", "{count} things have to be mended.")
    if warnings:
        return count(
            warnings,
            "Nothing is broken. There is 1 thing to know.",
            "Nothing is broken. There are {count} things to know.",
        )
    return say("Everything is in order.")
