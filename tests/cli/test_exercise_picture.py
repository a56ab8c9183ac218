"""``posecheck exercises ID --picture`` draws the moving figure."""

from __future__ import annotations

from pathlib import Path

import pytest

from posecheck.exercise import Side
from posecheck.exercise.catalogue import find_exercise
from posecheck.figures import svg_animation


def test_the_moving_figure_is_drawn_on_the_side_that_is_asked_for(posecheck, tmp_path: Path) -> None:
    file = tmp_path / "bridge.svg"
    done = posecheck("exercises", "supine-hamstring", "--picture", file, "--side", "right")
    assert done.returncode == 0
    assert str(file) in done.stdout
    assert file.read_text(encoding="utf-8") == svg_animation(find_exercise("supine-hamstring"), Side.RIGHT)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("exercises",), "posecheck exercises ID --picture"),
        (("exercises", "bridge", "--json"), "without --book and --json"),
    ],
    ids=("no exercise", "as data too"),
)
def test_a_picture_of_nothing_or_of_everything_ends_in_a_sentence(
    posecheck, tmp_path: Path, words: tuple[str, ...], said: str
) -> None:
    done = posecheck(*words, "--picture", tmp_path / "x.svg")
    assert done.returncode == 2
    assert said in done.stderr
    assert done.stderr.count("\n") == 1
    assert not (tmp_path / "x.svg").exists()
