"""The label of a clip before anything is marked in it."""

from __future__ import annotations

from posecheck.exercise.catalogue import find_exercise
from posecheck.lab.labelling.new_label import NOT_TOLD, new_label
from posecheck.lab.labels import ClipView


def test_a_new_label_is_of_a_correct_clip_from_where_the_exercise_is_seen() -> None:
    labels = [
        new_label(find_exercise(name), fps=15.0, size=(640, 480), frames=30, duration_s=2.0)
        for name in ("bridge", "side-bend")
    ]
    assert [label.view for label in labels] == [ClipView.SIDE, ClipView.FRONT]
    assert {(label.kind.value, label.origin, label.licence) for label in labels} == {
        ("correct", NOT_TOLD, NOT_TOLD)
    }
