"""Profiles: what a TOML file changes of the exercises, layered over their modules (docs/profiles.md)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from posecheck.exercise.catalogue import all_exercises
from posecheck.profiles.cue_texts import PROMPTS, Wording, problem_with_wording, with_wordings, wordings
from posecheck.profiles.thresholds import addresses, problem_with, with_thresholds
from posecheck.support.errors import InputError
from posecheck.support.paths import expanded, profiles_dir
from posecheck.support.regular_files import NoSuchFileError, resolved
from posecheck.support.suggestion import did_you_mean
from posecheck.support.text_files import read_text, toml_content

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from posecheck.exercise import Exercise

#: The profile that changes nothing.
DEFAULT = "default"
BUILT_IN = (DEFAULT, "gentle", "strict")
SUFFIX = ".toml"
_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]+)*")
_TOP_KEYS = ("title", "base", "voice")


@dataclass(frozen=True, slots=True)
class Profile:
    """What a profile changes.

    Parameters
    ----------
    name
        Name of the profile, the file's without its ending.
    path
        Where it was read from; of a built-in one the file in the package.
    title
        What it is for.
    base
        Name of the profile it is layered over.
    language
        Language its cues are written in, ``None`` for that of the settings.
    thresholds, wordings
        Address → value of everything that differs from the modules, those of `base` included.
    own
        Addresses that this file itself sets.
    """

    name: str
    path: Path
    title: str = ""
    base: str = DEFAULT
    language: str | None = None
    thresholds: Mapping[str, float] = field(default_factory=dict)
    wordings: Mapping[str, Wording] = field(default_factory=dict)
    own: frozenset[str] = frozenset()


def apply_profile(exercise: Exercise, profile: Profile) -> Exercise:
    """Return `exercise` as `profile` wants it; the very same object when it changes nothing of it."""
    prefix = f"{exercise.id}."
    values = {key: value for key, value in profile.thresholds.items() if key.startswith(prefix)}
    words = {key: said for key, said in profile.wordings.items() if key.startswith(prefix)}
    if values:
        exercise = with_thresholds(exercise, values)
    return with_wordings(exercise, words) if words else exercise


def load_profile(name_or_path: str | Path) -> Profile:
    """Return the profile of that name, or the one in that file.

    A text with a folder in it or that ends in ``.toml`` is a file.

    Raises
    ------
    InputError
        There is none, or it cannot be used: the sentence names the file, the key and what is allowed.
    """
    return _load(profile_path(name_or_path), ())


def profile_path(name_or_path: str | Path) -> Path:
    """Return the file of the profile of that name, or the path itself.

    Raises
    ------
    InputError
        There is no profile of that name.
    """
    text = str(name_or_path)
    if isinstance(name_or_path, Path) or text.endswith(SUFFIX) or "/" in text or "\\" in text:
        return expanded(text, "the profile")
    known = profile_paths()
    if text not in known:
        raise InputError(
            f"There is no profile {text!r}; {did_you_mean(text, known)} "
            "'posecheck profile list' names them all, and a file is given with its ending .toml."
        )
    return known[text]


def profile_paths() -> dict[str, Path]:
    """Return the file of every profile by its name, the built-in ones first."""
    package = Path(str(files("posecheck.profiles") / "built_in"))
    found = {name: package / f"{name}{SUFFIX}" for name in BUILT_IN}
    for path in sorted(profiles_dir().glob(f"*{SUFFIX}")):
        found.setdefault(path.stem, path)
    return found


def own_profile_path(name: str) -> Path:
    """Return where the user's profile `name` is or would be.

    Raises
    ------
    InputError
        A profile cannot have that name.
    """
    if name in BUILT_IN:
        raise InputError(f"{name!r} is built in and stays as it is; choose another name.")
    if not _NAME.fullmatch(name):
        raise InputError(f"{name!r} is no name for a profile; use small letters, digits and hyphens.")
    return profiles_dir() / f"{name}{SUFFIX}"


# --- reading ---------------------------------------------------------------------------------------------


def parse_profile(text: str, path: Path) -> Profile:
    """Return the profile that `text` is, as if it were read from `path`.

    Raises
    ------
    InputError
        It cannot be used: the sentence names the file, the key and what is allowed.
    """
    return _parse(text, path, ())


def _load(path: Path, above: tuple[Path, ...]) -> Profile:
    try:
        text = read_text(path, f"The profile {path}")
    except NoSuchFileError as error:
        raise InputError(f"There is no profile {path}; 'posecheck profile new' makes one.") from error
    return _parse(text, path, above)


def _parse(text: str, path: Path, above: tuple[Path, ...]) -> Profile:
    try:
        return _profile(path, toml_content(text, f"The profile {path}"), above)
    except _Unusable as problem:
        raise InputError(f"The profile {path} cannot be used: {problem}") from None


class _Unusable(Exception):  # noqa: N818 - it is a reason, which becomes an InputError with the file's name
    """Why the content of a profile cannot be used."""


def _profile(path: Path, content: dict[str, Any], above: tuple[Path, ...]) -> Profile:
    for key in content:
        if key not in _TOP_KEYS and key not in all_exercises():
            raise _Unusable(
                f"there is no exercise {key!r}; {did_you_mean(key, [*all_exercises(), *_TOP_KEYS])}"
            )
    base = _base(path, content, above)
    values: dict[str, float] = {}
    words: dict[str, Wording] = {}
    for name, exercise in all_exercises().items():
        if name in content:
            own_values, own_words = _changes(exercise, content[name])
            inherited = base.thresholds if base else {}
            both = {key: value for key, value in inherited.items() if key.startswith(f"{name}.")} | own_values
            problem = problem_with(exercise, both, asked=own_values)
            if problem:
                raise _Unusable(problem)
            values |= own_values
            words |= own_words
    return Profile(
        name=path.stem,
        path=path,
        title=_text(content, "title"),
        base=base.name if base else DEFAULT,
        language=_language(content) or (base.language if base else None),
        thresholds={**(base.thresholds if base else {}), **values},
        wordings={**(base.wordings if base else {}), **words},
        own=frozenset(values) | frozenset(words),
    )


def _base(path: Path, content: dict[str, Any], above: tuple[Path, ...]) -> Profile | None:
    name = _text(content, "base")
    if name in ("", DEFAULT):
        return None
    known = profile_paths()
    if name not in known:
        raise _Unusable(f"base is {name!r}, but there is no such profile; {did_you_mean(name, known)}")
    if resolved(known[name]) in {resolved(each) for each in (path, *above)}:
        raise _Unusable(f"base is {name!r}, which in the end builds on this very profile.")
    return _load(known[name], (path, *above))


def _text(content: dict[str, Any], key: str) -> str:
    value = content.get(key, "")
    if not isinstance(value, str) or not (value.isprintable()):
        raise _Unusable(f"{key} must be a text in quotes, on one line.")
    return value


def _language(content: dict[str, Any]) -> str | None:
    voice = content.get("voice", {})
    if not isinstance(voice, dict):
        raise _Unusable('voice must be a table, as [voice] with language = "en" below.')
    for key in voice:
        if key != "language":
            raise _Unusable(f"there is no key 'voice.{key}'; {did_you_mean(key, ['voice.language'])}")
    language = voice.get("language")
    if language is not None and not (isinstance(language, str) and _LANGUAGE.fullmatch(language)):
        raise _Unusable(f'voice.language is {language!r}, but must be a code as "en" or "en-GB".')
    return language


def _changes(exercise: Exercise, content: object) -> tuple[dict[str, float], dict[str, Wording]]:
    """Return the thresholds and wordings in the table of one exercise."""
    numbers, words = addresses(exercise), wordings(exercise)
    known = [*numbers, *words]
    values: dict[str, float] = {}
    said: dict[str, Wording] = {}
    for address, value in _leaves(exercise.id, content, known):
        if address in numbers:
            threshold = numbers[address]
            if isinstance(value, bool) or not isinstance(value, int | float):
                allowed = f"{threshold.low:g} to {threshold.high:g} {threshold.unit}".rstrip()
                raise _Unusable(f"{address} is {value!r}, but must be a number from {allowed}.")
            values[address] = float(value)
            continue
        problem = problem_with_wording(value, several=address.endswith(PROMPTS))
        if problem:
            raise _Unusable(f"{address} {problem}.")
        said[address] = tuple(value) if isinstance(value, list) else value
    return values, said


def _leaves(exercise: str, content: object, known: list[str]) -> Iterator[tuple[str, Any]]:
    """Yield address and value of everything in the table of an exercise; raises at the first unknown key."""
    parts = dict.fromkeys(address.split(".")[1] for address in known)
    if not isinstance(content, dict):
        raise _Unusable(f"{exercise} must be a table, as [{exercise}.{next(iter(parts))}].")
    for part, table in content.items():
        if part not in parts:
            raise _Unusable(f"there is no '{exercise}.{part}'; {_nearest(exercise, part, parts)}")
        if not isinstance(table, dict):
            raise _Unusable(f"{exercise}.{part} must be a table, as [{exercise}.{part}] with its keys below.")
        edges = [address.split(".")[2] for address in known if address.startswith(f"{exercise}.{part}.")]
        for edge, value in table.items():
            if edge not in edges:
                nearest = _nearest(f"{exercise}.{part}", edge, edges)
                raise _Unusable(f"there is no '{exercise}.{part}.{edge}'; {nearest}")
            yield f"{exercise}.{part}.{edge}", value


def _nearest(prefix: str, name: str, names: Iterable[str]) -> str:
    return did_you_mean(f"{prefix}.{name}", [f"{prefix}.{each}" for each in names])
