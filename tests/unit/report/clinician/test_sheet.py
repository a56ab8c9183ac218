"""The sheet says in words what is known, and of what is not known that it is not."""

from __future__ import annotations

import dataclasses

import pytest
from fixtures.cases import each_of
from fixtures.courses import CAR, MADE, SOCKS, UNSEEN, make_course

from posecheck.exchange.clinician import Wish, clinician_report
from posecheck.history.store import History
from posecheck.report.clinician.document import ClinicianReport, DoseAsked
from posecheck.report.clinician.glance import glance_lines
from posecheck.report.clinician.rows import dose_words
from posecheck.report.clinician.sheet import MOST_EXERCISES, SheetSection, report_sheet
from posecheck.report.wording import Words

WORDS = Words()


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> ClinicianReport:
    path = tmp_path_factory.mktemp("course") / "history.sqlite3"
    make_course(path)
    with History(path) as history:
        return clinician_report(history, Wish(name="P. 17", health=True), MADE, "full")


def section(report: ClinicianReport, name: str) -> SheetSection:
    return next(each for each in report_sheet(report, WORDS).sections if each.id == name)


def rows(report: ClinicianReport, name: str) -> dict[str, tuple[str, ...]]:
    table = section(report, name).table
    assert table is not None
    return {row[0]: row[1:] for row in table.rows}


def test_what_matters_most_comes_first_in_a_few_sentences(report: ClinicianReport) -> None:
    assert glance_lines(report, WORDS) == (
        "1 set was ended for safety.",
        (
            "Training days prescribed so far: 18; trained on 12 days (168 min in all). "
            "On 1 more day nothing could be counted."
        ),
        "Pain, 0 to 10: before 4 at first, 1 lately; after 3 at first, 0 lately.",
        (
            "Range changed by more than the error: Straight leg raise, left 16° further; "
            "Supine hamstring stretch, left 15° further."
        ),
        f"Hard for the person (10 as before): “{SOCKS}” 3 → 7; “{CAR}” 4 → 5.",
        "Corrected most often: Supine hamstring stretch, the knee is bent too much, in 24 of 24 sets.",
        "The camera could not judge 40 % of the time; what it did not see is not called good.",
    )


def test_prescribed_and_done_stand_side_by_side(report: ClinicianReport) -> None:
    told = rows(report, "done")
    assert told["Supine hamstring stretch (left / right)"] == ("30 s", "12 of 18", "12", "12 days", "0")
    assert told["Child's pose"] == ("30 s", "0 of 18", "0", "0 days", "1")


def test_a_range_has_its_error_and_its_change_only_beyond_it(report: ClinicianReport) -> None:
    told = rows(report, "range")
    assert told["Test: Straight leg raise, left"] == (
        "58° (3 Mar)", "74° (8 Apr)", "76°", "3", "±6°", "16° further",
    )  # fmt: skip
    assert told["Supine hamstring stretch, right"][-1] == "within the error"


def test_what_was_never_seen_is_told_as_that(report: ClinicianReport) -> None:
    unseen = rows(report, "range")["Test: Straight leg raise, right"]
    assert unseen == ("not seen", "not seen", "not seen", "0", "±6°", "not seen well enough")
    lines = section(report, "unseen").items
    assert "In all 40 % of the time could not be judged." in lines
    assert f"Child's pose: 80 % (“{UNSEEN}”)" in lines


@each_of(
    "field, name, said",
    [
        ("pain", "pain", "No pain was told: that is not the same as none."),
        ("ranges", "range", "No range was measured in this period."),
        ("corrections", "corrected", "Nothing was corrected in what the camera could see."),
        ("goals", "goals", "Nothing was named."),
        ("exercises", "done", "Nothing was done in this period."),
    ],
)
def test_what_is_missing_is_never_told_as_good(
    report: ClinicianReport, field: str, name: str, said: str
) -> None:
    empty = dataclasses.replace(report, **{field: ()}, pain_courses=())
    assert section(empty, name).lines == (said,)


def test_nothing_ended_for_safety_is_said_with_its_limit(report: ClinicianReport) -> None:
    calm = dataclasses.replace(report, stops=())
    assert section(calm, "stops").items == ("The program ended no set for safety, as far as it could see.",)


def test_how_much_was_judged_is_not_guessed_where_it_was_not_kept(report: ClinicianReport) -> None:
    unknown = dataclasses.replace(
        report,
        unseen_share=None,
        unseen=tuple(dataclasses.replace(each, share=None) for each in report.unseen),
    )
    assert section(unknown, "unseen").items[0] == "How much could be judged was not kept."
    assert not any("could not judge" in each for each in glance_lines(unknown, WORDS))


def test_health_stands_on_it_only_where_it_is_in_the_report(report: ClinicianReport) -> None:
    told = section(report, "screening")
    assert told.lines == (
        "As the person told, a physiotherapist agreed in the last four weeks that they exercise.",
    )
    assert "Yes: no better after six weeks" in told.items
    without = report_sheet(dataclasses.replace(report, screening=None), WORDS)
    assert "screening" not in [each.id for each in without.sections]


def test_more_than_fits_on_a_page_is_named_as_left_out(report: ClinicianReport) -> None:
    other = report.exercises[-1]
    many = tuple(
        dataclasses.replace(other, exercise=f"other-{number}", title=f"Other {number}")
        for number in range(MOST_EXERCISES + 2)
    )
    told = section(dataclasses.replace(report, exercises=many), "done")
    assert told.table is not None
    assert len(told.table.rows) == MOST_EXERCISES
    assert told.notes[0] == "2 more rows are in the JSON file."


@each_of(
    "dose, said",
    [
        (DoseAsked(3, 30.0, None, None), "3 times 30 s"),
        (DoseAsked(1, None, 8, None), "8 repetitions"),
        (DoseAsked(1, 4.0, 8, None), "8 repetitions, held 4 s"),
        (DoseAsked(2, None, None, 90.0), "2 times 1 min 30 s"),
        (DoseAsked(2, None, None, None), "2 times"),
    ],
)
def test_a_dose_is_told_as_a_clinician_writes_it(dose: DoseAsked, said: str) -> None:
    assert dose_words(dose, WORDS) == said


def test_the_person_is_told_by_the_name_they_gave_or_none(report: ClinicianReport) -> None:
    assert ("Patient", "P. 17") in report_sheet(report, WORDS).facts
    nameless = dataclasses.replace(report, name="")
    assert ("Patient", "no name given") in report_sheet(nameless, WORDS).facts


def test_versions_and_the_error_to_expect_stand_on_it(report: ClinicianReport) -> None:
    said = " ".join(report_sheet(report, WORDS).exactness)
    assert "expect 7° of error" in said
    assert "docs/accuracy.md" in said
    assert "posecheck 0.1.0, landmarks by MediaPipe Pose Landmarker, full." in said
