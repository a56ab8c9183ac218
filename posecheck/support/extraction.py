"""Finds the texts that want a translation, for Babel (`make words`; its mapping is ``locale/babel.toml``).

Babel walks the files, tells which arguments of a saying function are texts, and keeps the catalogues. Its own
reader of Python takes an f-string for one word and knows only constants; these extraction methods see through
both, and find what stands as data: fields of an exercise, tables, enumerations, files of TOML.
"""

from __future__ import annotations

import ast
import itertools
import re
import tomllib
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from babel.messages.catalog import Catalog, Message

    Texts = tuple[str | None, ...]
    Found = tuple[int, str | None, str | Texts, list[str]]

_ROOT = Path(__file__).parents[2]
#: Function that says a text → which of its arguments it is; of two, the second is that of several things.
KEYWORDS: dict[str, tuple[int, ...] | None] = {
    "say": None,
    "told": None,
    "translate": None,
    "message": None,
    "plural": (1, 2),
    "counted": (1, 2),
    "count": (2, 3),
    "Measure": (2,),
    "LevelStep": (2,),
}
_WORD = re.compile("[A-Za-z]{2}|^[A-Z]$")
_SENTENCE = re.compile(r"[A-Z][^\n]*[.!?]")


def extract_code(
    file: IO[bytes],
    keywords: Collection[str],
    comment_tags: Collection[str],  # noqa: ARG001 - Babel names the arguments
    options: Mapping[str, Any],
) -> Iterator[Found]:
    """Yield the texts of a Python module: those that are said, and those that stand as data.

    Its options, lists of names:

    tables
        Assignments and classes all of whose texts are shown; of a dictionary its values.
    keys
        Assignments whose keys are ids that are shown as words, as ``back-rounded`` is as "Back rounded".
    fields
        Keyword arguments that are shown.
    unshown
        Texts among these that nobody sees, as the ids of exercises in a table.
    sentences
        Where true, everything that reads like a sentence and is no docstring, error or piece of an f-string.
    """
    tree = ast.parse(file.read())
    for call, name in _calls(tree):
        if name in keywords:
            for texts in itertools.product(*map(_alternatives, call.args)):
                yield call.lineno, name, texts, []
    yield from _data(tree, keywords, options)


def _data(tree: ast.Module, keywords: Collection[str], options: Mapping[str, Any]) -> Iterator[Found]:
    """Yield the texts of a module that stand as data, as the options of :func:`extract_code` say."""
    shown = [
        *(value for name, value in _assigned(tree) if name in options.get("tables", ())),
        *(
            word.value
            for call, _ in _calls(tree)
            for word in call.keywords
            if word.arg in options.get("fields", ())
        ),
    ]
    for line, text in itertools.chain(*map(_texts, shown)):
        if _WORD.search(text) and text not in options.get("unshown", ()):
            yield line, None, text, []
    if options.get("sentences"):
        silent = _silent(tree, keywords)
        for line, text in _texts(tree, silent):
            if _SENTENCE.fullmatch(text):
                yield line, None, text, []
    for name, value in _assigned(tree):
        if name in options.get("keys", ()) and isinstance(value, ast.Dict):
            for line, text in itertools.chain(*(_texts(key) for key in value.keys if key)):
                yield line, None, text.replace("-", " ").capitalize(), []


def _calls(tree: ast.Module) -> Iterator[tuple[ast.Call, str]]:
    """Yield every call with the last name of what is called."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            yield (
                node,
                node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", ""),
            )


def _alternatives(argument: ast.expr) -> Texts:
    """Return the texts that an argument may be: itself, both ends of a choice, what stands in for nothing."""
    match argument:
        case ast.Constant(value=str(text)) if text:
            return (text,)
        case ast.IfExp(body=one, orelse=other):
            return _alternatives(one) + _alternatives(other)
        case ast.BoolOp(values=values):
            return tuple(itertools.chain(*map(_alternatives, values)))
        case ast.Call(func=ast.Name(id="str"), args=[inside]):
            return _alternatives(inside)
        case _:
            return (None,)


def _assigned(tree: ast.Module) -> Iterator[tuple[str, ast.expr]]:
    """Yield what names and classes of a module stand for, a class once for each of its members."""
    for node in tree.body:
        match node:
            case ast.Assign(targets=[ast.Name(id=name)], value=value):
                yield name, value
            case ast.AnnAssign(target=ast.Name(id=name), value=ast.expr() as value):
                yield name, value
            case ast.ClassDef(name=name, body=members):
                yield from ((name, each.value) for each in members if isinstance(each, ast.Assign))


def _texts(node: ast.AST, silent: Collection[int] = ()) -> Iterator[tuple[int, str]]:
    """Yield the texts in a piece of code, except where it is `silent`, with their lines."""
    if id(node) in silent:
        return
    match node:
        case ast.Constant(value=str(text)):
            yield node.lineno, text
        case ast.Dict(values=values):
            for value in values:
                yield from _texts(value, silent)
        case _:
            for part in ast.iter_child_nodes(node):
                yield from _texts(part, silent)


def _silent(tree: ast.Module, keywords: Collection[str]) -> set[int]:
    """Return what is no sentence of its own: docstrings, errors, f-strings, what is said anyhow."""
    alone = (node.value for node in ast.walk(tree) if isinstance(node, ast.Expr))
    return {
        *(id(value) for value in alone if isinstance(value, ast.Constant)),
        *(id(node) for node in ast.walk(tree) if isinstance(node, ast.Raise | ast.JoinedStr)),
        *(id(call) for call, name in _calls(tree) if name in keywords),
    }


def extract_toml(
    file: IO[bytes],
    keywords: Collection[str],  # noqa: ARG001 - Babel names the arguments
    comment_tags: Collection[str],  # noqa: ARG001 - the same
    options: Mapping[str, Any],
) -> Iterator[Found]:
    """Yield the texts of a TOML file under the keys that the option ``fields`` names."""
    for name, value in tomllib.load(file).items():
        if name in options["fields"] and isinstance(value, str):
            yield 1, None, value, []


def extract_template(
    file: IO[bytes],
    keywords: Collection[str],
    comment_tags: Collection[str],  # noqa: ARG001 - Babel names the arguments
    options: Mapping[str, Any],  # noqa: ARG001 - the same
) -> Iterator[Found]:
    """Yield the texts that a Jinja template says, by a function or by a method (``words.say``)."""
    from jinja2 import Environment, nodes  # noqa: PLC0415 - templates only

    for call in Environment(autoescape=True).parse(file.read().decode()).find_all(nodes.Call):
        name = getattr(call.node, "attr", getattr(call.node, "name", ""))
        if name in keywords:
            values = (
                getattr(each, "value", None) if isinstance(each, nodes.Const) else None for each in call.args
            )
            yield call.lineno, name, tuple(each if isinstance(each, str) else None for each in values), []


def extracted() -> dict[str, str | None]:
    """Return every English text that wants a translation → that of several things, where there is one.

    It needs the sources: the mapping lies beside them.
    """
    methods, options = [], {}
    for each in tomllib.loads((_ROOT / "posecheck" / "locale" / "babel.toml").read_text(encoding="utf-8"))[
        "mappings"
    ]:
        for pattern in each.pop("patterns"):
            methods.append((pattern, each["method"]))
            options[pattern] = each
    texts: dict[str, str | None] = {}
    found = extract_from_dir(_ROOT, methods, options, KEYWORDS, directory_filter=_is_of_posecheck)
    for _file, _line, text, _comments, _context in found:
        one, several = text if isinstance(text, tuple) else (text, None)
        if re.search("[A-Za-z]", one):
            texts[one] = texts.get(one) or several
    return texts


def _is_of_posecheck(folder: str) -> bool:
    return Path(folder).relative_to(_ROOT).parts[0] in ("posecheck", "exercises")


def compared(catalogue: Catalog, wanted: Mapping[str, str | None]) -> tuple[list[str], list[str]]:
    """Return which texts a catalogue lacks or has no translation for, and which it has that nobody says."""
    known = {_one(each): each for each in catalogue if each.id}
    missing = [
        one for one, several in wanted.items() if one not in known or not _complete(known[one], several)
    ]
    return missing, [one for one in known if one not in wanted]


def _one(entry: Message) -> str:
    return entry.id if isinstance(entry.id, str) else entry.id[0]


def _complete(entry: Message, several: str | None) -> bool:
    """Return whether an entry has all its forms, and those of several things where they are said."""
    strings = [entry.string] if isinstance(entry.string, str) else list(entry.string or [""])
    return all(strings) and (several is None or (entry.pluralizable and entry.id[1] == several))


def main() -> None:
    """Bring every catalogue up to date: what is missing stands at its end, to be translated."""
    wanted = extracted()
    for path in sorted((_ROOT / "posecheck" / "locale").glob("*/messages.po")):
        with path.open("rb") as file:
            catalogue = read_po(file, locale=path.parent.name, abort_invalid=True)
        missing, unused = compared(catalogue, wanted)
        for one in unused:
            catalogue.delete(one)
        for one in missing:
            several = wanted[one]
            catalogue.delete(one)
            catalogue.add((one, several) if several else one)
        if missing or unused:
            head = path.read_bytes().partition(b"\n\n")[0]  # Babel would add addresses that there are not
            with path.open("wb") as file:
                file.write(head + b"\n\n")
                write_po(file, catalogue, width=0, omit_header=True)
        print(f"{path.relative_to(_ROOT)}: {len(missing)} to be translated, {len(unused)} taken out")  # noqa: T201
        for mark, texts in (("+", missing), ("-", unused)):
            for text in texts:
                print(f"  {mark} {text}")  # noqa: T201


if __name__ == "__main__":
    main()
