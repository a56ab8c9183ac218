"""Numbers, days and names that a person may type by accident: one sentence and exit code 2."""

from __future__ import annotations

import json
import os
import shutil
import sys
from pathlib import Path

import pytest
from fixtures.cases import each_of

RECORDING = Path(__file__).parents[1] / "fixtures" / "tuning" / "supine_correct_c2.poses"
LONG = "a" * 300


@pytest.fixture
def circle(tmp_path: Path) -> Path:
    """Return a link that leads to itself, where links can be made."""
    path = tmp_path / "loop"
    if sys.platform != "win32":
        path.symlink_to("loop")
    return path


@each_of(
    "arguments, said",
    [
        (("report", "99999999999999999999"), "9223372036854775807"),
        (("history", "delete", "99999999999999999999", "--yes"), "9223372036854775807"),
        (("report", "--since", "0001-01-01"), "0001-01-01 is no day that can be"),
        (("history", "delete", "--before", "0001-01-01", "--yes"), "0001-01-01 is no day that can be"),
        (("replay", RECORDING, "-e", "bridge", "--json", LONG), "give a shorter name"),
        (("replay", RECORDING, "-e", "bridge", "--json", "loop"), "its links lead in a circle"),
        (("replay", "loop", "-e", "bridge"), "loop"),
        (("profile", "show", f"./{LONG}.toml"), "cannot be read"),
        (("profile", "show", "/dev/zero/x.toml"), "x.toml"),
        (("profile", "use", "~nobody-of-that-name/x.toml"), "whose home that is is unknown"),
        (("label", "--compare", LONG, LONG), "cannot be read"),
        (("label", "/"), "is a folder"),
    ],
)
def test_it_is_one_sentence(posecheck, circle: Path, arguments: tuple[object, ...], said: str) -> None:
    if "loop" in arguments and not circle.is_symlink():
        pytest.skip("links need permission")
    done = posecheck(*arguments, TZ="Asia/Tokyo")
    assert done.returncode == 2, done.stderr
    assert said in done.stderr
    assert "Traceback" not in done.stderr
    assert "itself failed" not in done.stderr


@pytest.mark.skipif(sys.platform != "linux", reason="names there are not bytes")
def test_a_name_that_is_no_utf_8_is_kept_as_well_as_it_can_be(posecheck, tmp_path: Path) -> None:
    odd = os.fsdecode(os.fsencode(tmp_path) + b"/\xff.poses")
    shutil.copy(RECORDING, odd)
    done = posecheck(
        "replay", odd, "-e", "supine-hamstring", "--json", "o.json", "--record", "o.poses", "--keep"
    )
    assert done.returncode == 0, done.stderr
    assert json.loads((tmp_path / "o.json").read_text(encoding="utf-8"))["source"]["path"].endswith(
        "\\xff.poses"
    )


@pytest.mark.parametrize("name", ["[/b]", "[bold]x", ":smile:"])
def test_a_name_is_no_markup(posecheck, tmp_path: Path, name: str) -> None:
    (tmp_path / "config" / "profiles").mkdir(parents=True)
    (tmp_path / "config" / "profiles" / "mine.toml").write_text(f'title = "{name}"\n')
    done = posecheck("profile", "list")
    assert done.returncode == 0, done.stderr
    assert name in done.stdout
