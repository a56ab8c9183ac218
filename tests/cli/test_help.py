"""Every command explains itself, quickly, and the README knows every command."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import typer
from fixtures.cases import each_of

from posecheck.cli.program import COMMANDS as NAMES
from posecheck.cli.program import program

README = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
HEAVY = ("mediapipe", "cv2", "matplotlib", "jinja2", "babel")


def commands() -> Iterator[tuple[tuple[str, ...], object]]:
    """Yield every command that does something, with the words that call it."""

    def walk(words: tuple[str, ...], command: object) -> Iterator[tuple[tuple[str, ...], object]]:
        inner = getattr(command, "commands", None)
        if inner is None or (words and getattr(command, "invoke_without_command", False)):
            yield words, command
        if inner is not None:
            for name, each in inner.items():
                yield from walk((*words, name), each)

    yield from walk((), typer.main.get_command(program()))


COMMANDS = dict(commands())


def test_the_commands_are_those_that_are_documented() -> None:
    in_table = set(re.findall(r"^\| `posecheck ([\w -]+?)(?: [A-Z\[][^`]*)?` \|", README, flags=re.MULTILINE))
    assert in_table == {" ".join(words) for words in COMMANDS}


@each_of("words", COMMANDS, ids=" ".join)
def test_every_command_has_help_with_an_example_of_itself(words: tuple[str, ...]) -> None:
    command = COMMANDS[words]
    assert command.help
    assert command.epilog.startswith(f"Example: posecheck {' '.join(words)}")


@each_of("words", COMMANDS, ids=" ".join)
def test_every_option_says_what_it_does(words: tuple[str, ...]) -> None:
    silent = [parameter.name for parameter in COMMANDS[words].params if not getattr(parameter, "help", None)]
    assert silent == []


@each_of("words", COMMANDS, ids=" ".join)
def test_the_help_of_every_command_can_be_shown(words: tuple[str, ...], posecheck) -> None:
    done = posecheck(*words, "--help")
    assert done.returncode == 0
    assert "Example: posecheck" in done.stdout
    assert done.stderr == ""


def test_a_command_that_is_named_is_loaded_alone_and_is_the_same() -> None:
    whole = typer.main.get_command(program()).commands
    assert [*sorted(whole)] == sorted(NAMES)
    for name in NAMES:
        alone = typer.main.get_command(program([name, "--an-option"])).commands
        assert list(alone) == [name]
        assert [each.name for each in alone[name].params] == [each.name for each in whole[name].params]


@each_of("word", ["--help", "-h"])
def test_the_list_of_commands_is_the_same_when_nothing_but_help_is_asked_for(word: str, capsys) -> None:
    program()([word], standalone_mode=False)
    whole = capsys.readouterr().out
    program([word])([word], standalone_mode=False)
    quick = capsys.readouterr().out
    assert quick == whole
    assert "Fetch the pose model" in quick


def test_only_the_named_command_is_loaded() -> None:
    code = (
        "import sys\n"
        "from posecheck.cli.program import program\n"
        "program(['camera'])\n"
        "print([name for name in sys.modules if name in ('posecheck.cli.camera', 'posecheck.cli.tune')])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "['posecheck.cli.camera']\n"


#: What the exercises themselves need: the help does without.
LIGHT = ("numpy",)


@each_of(
    "arguments, heavy",
    [
        (["--help"], HEAVY + LIGHT),
        (["replay", "--help"], HEAVY + LIGHT),
        (["exercises"], HEAVY),
        (["exercises", "bridge"], HEAVY),
    ],
)
def test_looking_things_up_loads_nothing_heavy(arguments: list[str], heavy: tuple[str, ...]) -> None:
    code = (
        "import sys\n"
        "from posecheck.cli.program import program\n"
        f"program()({arguments!r}, standalone_mode=False)\n"
        f"print('LOADED', [name for name in {heavy!r} if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.endswith("LOADED []\n")


def test_the_version_is_told(posecheck) -> None:
    done = posecheck("--version")
    assert (done.returncode, done.stdout) == (0, "posecheck 0.1.0\n")


def test_without_a_command_the_help_is_shown(posecheck) -> None:
    done = posecheck()
    assert done.returncode == 2
    assert "Usage: posecheck" in done.stdout + done.stderr
