"""Two labels of a clip compared: kappa over time and over holds, overlap of the holds."""

from __future__ import annotations

import json

import pytest
from fixtures.cases import each_of

from posecheck.lab.labelling.comparison import LabellerAgreement, compare_labels, comparison_json
from posecheck.lab.labelling.label_file import with_marks
from posecheck.lab.labelling.session import GOOD, HOLD, Mark
from posecheck.lab.labels import ClipView, Kind, Label
from posecheck.pose import Side
from posecheck.support.errors import InputError

CLIP = Label(
    exercise="supine-hamstring",
    kind=Kind.CORRECT,
    view=ClipView.SIDE,
    fps=15,
    size=(640, 480),
    frames=300,
    duration_s=20.0,
    origin="",
    licence="",
)


def labelled(*marks: Mark) -> Label:
    return with_marks(CLIP, marks)


def hold(start_s: float, end_s: float, side: Side = Side.LEFT) -> Mark:
    return Mark(start_s, end_s, HOLD, side)


def test_kappa_of_a_table_known_from_the_literature() -> None:
    """Of 50 cases: both yes 20, only one 5, only the other 10, neither 15; kappa 0.4."""
    assert LabellerAgreement(20, 5, 10, 15).kappa == pytest.approx(0.4)


@each_of(
    "table, kappa",
    [
        ((5, 0, 0, 5), 1.0),
        ((0, 5, 5, 0), -1.0),
        ((1, 1, 1, 1), 0.0),
        ((0, 0, 0, 9), None),
        ((0, 0, 0, 0), None),
    ],
)
def test_kappa_at_its_ends(table, kappa) -> None:
    found = LabellerAgreement(*table).kappa
    assert found == (None if kappa is None else pytest.approx(kappa))


def test_a_label_agrees_fully_with_itself() -> None:
    label = labelled(hold(2.0, 6.0), hold(9.0, 14.0), Mark(3.0, 5.0, "knee-bent"), Mark(9.0, 14.0, GOOD))
    same = compare_labels(label, label)
    assert same.iou == 1.0
    assert [pair.iou for pair in same.holds] == [1.0, 1.0]
    assert [(each.fault, each.bins.kappa, each.holds.kappa) for each in same.faults] == [
        ("knee-bent", 1.0, 1.0),
        ("good", 1.0, 1.0),
    ]


def test_holds_are_paired_and_their_ends_compared() -> None:
    compared = compare_labels(
        labelled(hold(2.0, 6.0), hold(9.0, 12.0)),
        labelled(hold(3.0, 7.0, Side.RIGHT), hold(15.0, 18.0)),
    )
    (pair,) = compared.holds
    assert pair.iou == pytest.approx(3.0 / 5.0)
    assert (pair.start_difference_s, pair.end_difference_s) == (1.0, 1.0)
    assert not pair.same_side
    assert compared.first_only == ((9.0, 12.0),)
    assert compared.second_only == ((15.0, 18.0),)
    assert compared.iou == pytest.approx(3.0 / 11.0)


def test_a_fault_that_only_one_saw_lowers_kappa_over_time_and_over_holds() -> None:
    ours = labelled(hold(2.0, 6.0), hold(9.0, 12.0), Mark(3.0, 5.0, "knee-bent"))
    theirs = labelled(
        hold(2.0, 6.0), hold(9.0, 12.0), Mark(3.0, 5.0, "knee-bent"), Mark(10.0, 12.0, "knee-bent")
    )
    (fault,) = compare_labels(ours, theirs, bin_s=1.0).faults
    assert fault.bins == LabellerAgreement(2, 0, 2, 16)
    assert fault.bins.kappa == pytest.approx((0.9 - 0.74) / 0.26)
    assert fault.holds == LabellerAgreement(1, 0, 1, 0)
    assert fault.holds.kappa == pytest.approx(0.0)


def test_without_holds_there_is_no_overlap_to_tell() -> None:
    assert compare_labels(CLIP, CLIP).iou is None


def test_the_json_is_valid_and_carries_kappa() -> None:
    label = labelled(hold(2.0, 6.0), Mark(3.0, 5.0, "knee-bent"))
    content = json.loads(comparison_json(compare_labels(label, label)))
    assert content["schema"] == 1
    assert content["faults"][0]["bins"]["kappa"] == 1.0
    assert content["holds"][0]["iou"] == 1.0


@each_of(
    "change, said",
    [
        ({"exercise": "bridge"}, "different exercises"),
        ({"duration_s": 30.0}, "different clips"),
    ],
)
def test_labels_of_different_clips_are_refused(change: dict, said: str) -> None:
    with pytest.raises(InputError, match=said):
        compare_labels(CLIP, CLIP.model_copy(update=change))
