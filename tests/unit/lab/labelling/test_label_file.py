"""Labels are written as samples/ has them; what was there stays."""

from __future__ import annotations

from pathlib import Path

import pytest
from fixtures.cases import each_of

from posecheck.lab.labelling.label_file import label_text, marks_of, with_marks, write_label
from posecheck.lab.labelling.session import GOOD, HOLD, Mark
from posecheck.lab.labels import ClipView, Kind, Label, read_label
from posecheck.pose import Side
from posecheck.support.errors import InputError

NEW = Label(
    exercise="supine-hamstring",
    kind=Kind.CORRECT,
    view=ClipView.SIDE,
    fps=15,
    size=(640, 480),
    frames=150,
    duration_s=10.0,
    origin="me",
    licence="CC0-1.0",
)
MARKS = [
    Mark(1.0, 4.0, HOLD, Side.LEFT),
    Mark(2.0, 3.0, "knee-bent", also=("back-rounded",)),
    Mark(5.0, 6.0, GOOD),
]


def test_marks_written_are_the_marks_read(tmp_path: Path) -> None:
    path = tmp_path / "new.toml"
    write_label(path, with_marks(NEW, MARKS))
    read = read_label(path)
    assert marks_of(read) == MARKS
    assert (read.kind, read.side) == (Kind.FAULTY, Side.LEFT)


@each_of("name", ["supine_slr_bent_knee", "bird_dog_correct", "marching_correct"])
def test_writing_a_sample_again_changes_nothing(samples: Path, name: str) -> None:
    path = samples / f"{name}.toml"
    text = path.read_text(encoding="utf-8")
    label = read_label(path)
    assert label_text(with_marks(label, marks_of(label)), text) == text


def test_comments_and_other_keys_of_a_label_stay(samples: Path, tmp_path: Path) -> None:
    text = (samples / "supine_slr_bent_knee.toml").read_text(encoding="utf-8")
    text = "# looked at twice\n" + text.replace('side = "left"\n\n', 'side = "left"  # sure\n\n')
    path = tmp_path / "a.toml"
    path.write_text(text, encoding="utf-8")
    label = read_label(path)
    write_label(path, with_marks(label, [*marks_of(label), Mark(10.0, 11.0, "hips-lifted")]))
    written = path.read_text(encoding="utf-8")
    assert "# looked at twice" in written
    assert 'side = "left"  # sure' in written
    assert "yaw_deg = 81.0" in written
    assert written.count("[[faults]]") == 2
    assert [fault.id for fault in read_label(path).faults] == ["knee-bent", "hips-lifted"]


def test_how_exact_a_label_is_stays(tmp_path: Path) -> None:
    path = tmp_path / "by_eye.toml"
    write_label(path, NEW.model_copy(update={"tolerance_s": 0.5}))
    assert "tolerance_s = 0.5" in path.read_text(encoding="utf-8")
    write_label(path, with_marks(read_label(path), MARKS))
    assert read_label(path).tolerance_s == 0.5


def test_deleted_marks_are_gone_from_the_file(samples: Path, tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    path.write_text((samples / "supine_slr_bent_knee.toml").read_text(encoding="utf-8"), encoding="utf-8")
    write_label(path, with_marks(read_label(path), []))
    assert "[[" not in path.read_text(encoding="utf-8")
    assert read_label(path).kind is Kind.CORRECT


def test_the_label_to_be_like_is_left_alone(samples: Path, tmp_path: Path) -> None:
    like = samples / "supine_slr_bent_knee.toml"
    before = like.read_bytes()
    write_label(tmp_path / "b.toml", with_marks(read_label(like), MARKS), like=like)
    assert like.read_bytes() == before
    assert marks_of(read_label(tmp_path / "b.toml")) == MARKS


def test_a_folder_that_is_not_there_is_a_sentence_and_no_part_of_a_file(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="No such file or directory; see that its folder is there"):
        write_label(tmp_path / "no" / "a.toml", NEW)


@pytest.mark.parametrize(
    ("marks", "said"),
    [
        ([Mark(1.0, 99.0, HOLD, Side.LEFT)], "99 s is after the end of the clip"),
        ([Mark(1.0, 3.0, GOOD), Mark(2.0, 4.0, "knee-bent")], "overlaps the fault knee-bent"),
        ([Mark(1.0, 3.0, GOOD), Mark(2.0, 4.0, GOOD)], "two good intervals overlap"),
        ([Mark(1.0, 3.0, "knee-bend")], "did you mean 'knee-bent'"),
    ],
)
def test_marks_that_cannot_be_a_label_are_refused(marks: list[Mark], said: str) -> None:
    with pytest.raises(InputError, match=said):
        with_marks(NEW, marks)
