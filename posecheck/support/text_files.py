"""The one door for every small text file: settings, profiles, labels, routines, lists, evaluations.

A text may begin with a byte order mark and end its lines as any system does. What cannot come from a person
or from posecheck is refused before it costs anything: a file that is none, a very large one, nesting without
end, numbers of thousands of digits.
"""

from __future__ import annotations

import io
import json
import re
import tomllib
from typing import TYPE_CHECKING, Any, NoReturn

from posecheck.support.errors import InputError
from posecheck.support.regular_files import read_regular

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

#: The largest text; a label of an hour marked second by second has a quarter of it.
MOST_BYTES = 1 << 20
#: The result of an evaluation has a line for each of thousands of clips.
MOST_JSON_BYTES = 16 << 20
#: Nothing of ours has more than six levels.
MOST_LEVELS = 32
#: A dotted key is nesting too, and costs the parser the square of its length.
_KEY = r"""(?:[\w-]++|"[^"\n]*+"|'[^'\n]*+')[ \t]*+\.[ \t]*+"""
_LONG_KEY = re.compile(rf"(?<![\w-])(?:{_KEY}){{{MOST_LEVELS}}}")
#: TOML promises 64 bits; JSON is held to the same.
_SMALLEST, _LARGEST = -(1 << 63), (1 << 63) - 1


def read_text(path: Path, subject: str, *, advice: str = "", most_bytes: int = MOST_BYTES) -> str:
    """Return the text in the file at `path`, without a mark before it, its lines ended by one newline.

    Parameters
    ----------
    path
        The file.
    subject
        How it is called in the sentence of an error, as ``"The label a.toml"``.
    advice
        What to do, put behind the reason; begins with a semicolon.
    most_bytes
        A larger one is refused.

    Raises
    ------
    posecheck.support.regular_files.NoSuchFileError
        It is not there.
    InputError
        It cannot be read, is too large, or is no text in UTF-8.
    """
    data = read_regular(path, subject, most_bytes=most_bytes, advice=advice)
    try:
        return io.TextIOWrapper(io.BytesIO(data), encoding="utf-8-sig").read()
    except UnicodeDecodeError as error:
        told = advice or "; save it as UTF-8 with a text editor"
        raise InputError(f"{subject} is no text in UTF-8 (byte {error.start + 1}){told}.") from error


def toml_content(text: str, subject: str, *, advice: str = "") -> dict[str, Any]:
    """Return what `text` says as TOML; the parameters are those of :func:`read_text`.

    Raises
    ------
    InputError
        It is not TOML, is nested too deeply, or holds a number beyond 64 bits.
    """
    if _LONG_KEY.search(text):
        _refuse_nesting(subject, advice)
    content: dict[str, Any] = _parsed(tomllib.loads, text, subject, "TOML", advice)
    return content


def json_content(text: str, subject: str, *, advice: str = "") -> Any:
    """Return what `text` says as JSON; the parameters are those of :func:`read_text`.

    Raises
    ------
    InputError
        It is not JSON, is nested too deeply, or holds a number that is none or beyond 64 bits.
    """
    return _parsed(_strict_json, text, subject, "JSON", advice)


def read_toml(path: Path, subject: str, *, advice: str = "") -> dict[str, Any]:
    """Return the content of the TOML file at `path`; see :func:`read_text` and :func:`toml_content`."""
    return toml_content(read_text(path, subject, advice=advice), subject, advice=advice)


def read_json(path: Path, subject: str, *, advice: str = "") -> Any:
    """Return the content of the JSON file at `path`; see :func:`read_text` and :func:`json_content`."""
    text = read_text(path, subject, advice=advice, most_bytes=MOST_JSON_BYTES)
    return json_content(text, subject, advice=advice)


def _strict_json(text: str) -> Any:
    return json.loads(text, parse_constant=_no_number)


def _no_number(name: str) -> NoReturn:
    raise ValueError(f"{name} is no number of JSON")


def _parsed(parse: Callable[[str], Any], text: str, subject: str, form: str, advice: str) -> Any:
    try:
        content = parse(text)
    except RecursionError as error:
        _refuse_nesting(subject, advice, error)
    except (tomllib.TOMLDecodeError, json.JSONDecodeError) as error:
        raise InputError(f"{subject} is not valid {form}: {error}{advice}.") from error
    except (ValueError, OverflowError) as error:  # a number of thousands of digits, an offset of days
        raise InputError(
            f"{subject} is not valid {form}: a number or a date in it is impossible{advice}."
        ) from error
    _check_content(content, subject, form, advice)
    return content


def _check_content(content: Any, subject: str, form: str, advice: str) -> None:
    """Refuse what parses and is still nothing to work with; without recursion, whatever the depth."""
    left: list[tuple[Any, int]] = [(content, 1)]
    while left:
        value, level = left.pop()
        if isinstance(value, dict | list):
            if level > MOST_LEVELS:
                _refuse_nesting(subject, advice)
            left += [(each, level + 1) for each in (value.values() if isinstance(value, dict) else value)]
        elif isinstance(value, int) and not _SMALLEST <= value <= _LARGEST:
            raise InputError(f"{subject} is not valid {form}: a number in it is beyond 64 bits{advice}.")


def _refuse_nesting(subject: str, advice: str, cause: BaseException | None = None) -> NoReturn:
    raise InputError(
        f"{subject} cannot be used: it is nested more than {MOST_LEVELS} levels deep{advice}."
    ) from cause
