"""What the documents name is there: files, pictures, places in a page, rooms, keys and gestures."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

from fixtures.cases import each_of

from posecheck.outputs.wording import KEY_HELP, ROUTINE_KEY_HELP
from posecheck.session.attention import HOW_TO

ROOT = Path(__file__).parents[2]
DOCUMENTS = [ROOT / "README.md", ROOT / "samples" / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
TEXTS = {path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8") for path in DOCUMENTS}
#: Blocks of code show what somebody types and what stands in files of their own.
PROSE = {
    name: re.sub(r"^```.*?^```$", "", text, flags=re.MULTILINE | re.DOTALL) for name, text in TEXTS.items()
}
ARCHITECTURE = PROSE["docs/architecture.md"]


def headings(text: str) -> set[str]:
    """Return the anchors of a page, as GitHub makes them."""
    titles = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    plain = [re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", title).lower() for title in titles]
    named = set(re.findall(r'<a (?:id|name)="([^"]+)"', text))
    return named | {re.sub(r"[^\w\- ]", "", title).replace(" ", "-") for title in plain}


@each_of("name", PROSE)
def test_every_link_and_picture_leads_somewhere(name: str) -> None:
    lost = []
    for target in re.findall(r"\]\(([^)\s]+)\)", PROSE[name]):
        if re.match(r"[a-z]+:", target):
            continue
        path, _, anchor = target.partition("#")
        place = (ROOT / name).parent / path if path else ROOT / name
        if not place.exists():
            lost.append(target)
            continue
        in_page = not anchor or place.suffix != ".md" or anchor in headings(place.read_text(encoding="utf-8"))
        if not in_page:
            lost.append(target)
    assert lost == []


@each_of("name", PROSE)
def test_every_file_that_is_named_is_there(name: str) -> None:
    named = re.findall(r"`((?:posecheck|exercises|tests|samples|docs)/[\w./-]+)`", PROSE[name])
    assert [each for each in named if not (ROOT / each).exists()] == []


def test_the_rooms_stand_on_the_floors_that_lint_checks() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    layers = project["tool"]["importlinter"]["contracts"][0]["layers"]
    floors = {room: len(layers) - place for place, floor in enumerate(layers) for room in floor.split(" | ")}
    told = {}
    for floor, rooms in re.findall(r"^\| (\d+) \| (`[^|]+`) \|", ARCHITECTURE, re.MULTILINE):
        told |= dict.fromkeys(re.findall(r"`(\w+)`", rooms), int(floor))
    assert told == floors


def test_every_module_of_the_session_is_told_once() -> None:
    table = ARCHITECTURE.split("The room of the session, module by module:")[1].split("\n\n")[1]
    told = [each for row in table.splitlines()[2:] for each in re.findall(r"`(\w+)`", row.split("|")[1])]
    files = (ROOT / "posecheck" / "session").glob("*.py")
    assert sorted(told) == sorted(path.stem for path in files if path.stem != "__init__")


@each_of("name, keys", [("README.md", KEY_HELP), ("docs/routines.md", ROUTINE_KEY_HELP)])
def test_every_key_of_the_window_is_told(name: str, keys: tuple[tuple[str, str], ...]) -> None:
    told = set(re.findall(r"<kbd>(\w+)</kbd>", PROSE[name]))
    assert {key for key, _ in keys} <= told


def test_the_readme_tells_the_gestures_in_the_words_of_the_session() -> None:
    readme = " ".join(PROSE["README.md"].split())
    assert [each for each in HOW_TO[1:] if each not in readme] == []
