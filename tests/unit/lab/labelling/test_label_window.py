"""What happens to the marks when the window is saved, closed, given up or fails; keys come from a script."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from posecheck.lab.labelling.label_file import marks_of
from posecheck.lab.labelling.label_window import LabelFiles, LabelWindow
from posecheck.lab.labelling.session import LabelSession
from posecheck.lab.labels import ClipView, Kind, Label, read_label
from posecheck.outputs.window import CLOSED
from posecheck.support.interruption import Interruption

LABEL = Label(
    exercise="supine-hamstring",
    kind=Kind.CORRECT,
    view=ClipView.SIDE,
    fps=10,
    size=(640, 480),
    frames=100,
    duration_s=10.0,
    origin="me",
    licence="CC0-1.0",
)


class ScriptedWindow:
    """Presses the keys of a script, and is closed after them; ``"FAIL"`` raises."""

    def __init__(self, *keys: str) -> None:
        self._keys = list(keys)

    def show(self, image_bgr: np.ndarray) -> None:
        pass

    def press(self) -> str:
        key = self._keys.pop(0) if self._keys else CLOSED
        if key == "FAIL":
            raise RuntimeError("broken")
        return key

    def pointed(self) -> list:
        return []


class BlindView:
    """Draws nothing."""

    def draw(self, state: LabelSession) -> np.ndarray:
        return np.zeros((1, 1, 3), np.uint8)


@pytest.fixture
def files(tmp_path: Path) -> LabelFiles:
    return LabelFiles(tmp_path / "a.toml", LABEL, None)


def run(files: LabelFiles, *keys: str) -> Path | None:
    state = LabelSession.start([n / 10 for n in range(100)], ("knee-bent",))
    with Interruption() as interruption:
        return LabelWindow(ScriptedWindow(*keys), BlindView(), files).run(state, interruption)


HOLD = ("h", "up", "h")


def test_saved_marks_are_in_the_label_and_nothing_is_kept_beside_it(files: LabelFiles) -> None:
    files.part.write_text("old", encoding="utf-8")
    assert run(files, *HOLD, "s") is None
    assert len(marks_of(read_label(files.out))) == 1
    assert not files.part.exists()


def test_closing_the_window_keeps_unsaved_marks_beside_the_label(files: LabelFiles) -> None:
    assert run(files, *HOLD) == files.part
    assert len(marks_of(read_label(files.part))) == 1
    assert not files.out.exists()


def test_closing_without_a_mark_leaves_no_file(files: LabelFiles, tmp_path: Path) -> None:
    assert run(files, "up", "space") is None
    assert list(tmp_path.iterdir()) == []


def test_a_failure_of_ours_keeps_the_marks(files: LabelFiles) -> None:
    with pytest.raises(RuntimeError, match="broken"):
        run(files, *HOLD, "FAIL")
    assert len(marks_of(read_label(files.part))) == 1


def test_quitting_with_s_saves_and_with_d_gives_up(files: LabelFiles, tmp_path: Path) -> None:
    assert run(files, *HOLD, "q", "d") is None
    assert list(tmp_path.iterdir()) == []
    assert run(files, "h", "up", "q", "s") is None
    assert len(marks_of(read_label(files.out))) == 1


@pytest.mark.parametrize(
    ("subject", "keys", "said"),
    [
        ("", HOLD, "Nobody is named as being in it"),
        ("anna", ("1", "up", "1"), "No hold is marked, so nothing in this clip counts"),
        ("anna", (*HOLD, *["up"] * 6, "1", "up", "1"), "Knee bent, 7.00 to 8.00 s, lies in no hold"),
        ("anna", HOLD, ""),
    ],
)
def test_saving_says_what_the_label_lacks(files: LabelFiles, subject: str, keys, said: str) -> None:
    named = LabelFiles(files.out, LABEL.model_copy(update={"subject": subject}), None)
    shown: list[str] = []

    class Watching(BlindView):
        def draw(self, state: LabelSession) -> np.ndarray:
            shown.append(state.message)
            return super().draw(state)

    state = LabelSession.start([n / 10 for n in range(100)], ("knee-bent",))
    with Interruption() as interruption:
        LabelWindow(ScriptedWindow(*keys, "s", "space"), Watching(), named).run(state, interruption)
    (saved,) = {each for each in shown if each.startswith("Saved")}
    assert saved.startswith(f"Saved a.toml. {said}".rstrip())
    assert bool(said) is (saved != "Saved a.toml.")


def test_when_saving_fails_the_labeller_goes_on(tmp_path: Path) -> None:
    (tmp_path / "no").mkdir()
    files = LabelFiles(tmp_path / "no" / "a.toml", LABEL, None)
    window = ScriptedWindow(*HOLD, "s")
    state = LabelSession.start([n / 10 for n in range(100)], ())
    shown: list[str] = []

    class Watching(BlindView):
        def draw(self, state: LabelSession) -> np.ndarray:
            shown.append(state.message)
            if state.marks and not state.message.startswith("The label"):
                (tmp_path / "no").rename(tmp_path / "gone")
            elif state.message.startswith("The label"):
                (tmp_path / "gone").rename(tmp_path / "no")
            return super().draw(state)

    with Interruption() as interruption:
        kept = LabelWindow(window, Watching(), files).run(state, interruption)
    assert "cannot be written: No such file or directory; see that its folder is there" in shown[-1]
    assert kept == files.part
    assert len(marks_of(read_label(files.part))) == 1
