"""What stands in the report for a clinician: what was done, and nothing that nobody allowed."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from fixtures.courses import MADE, PRESCRIPTION, make_course

from posecheck.exercise.catalogue import all_exercises
from posecheck.history.course_records import PrescriptionRecord
from posecheck.history.stills import Still, StillNote, write_still
from posecheck.history.store import History
from posecheck.prescription.reading import parse_prescription
from posecheck.report.clinician.document import ClinicianReport, ReportPeriod
from posecheck.report.clinician.gathering import MOST_PICTURES, Allowed, gather_report, period_of

TODAY = MADE.date()
PERIOD = ReportPeriod(date(2026, 3, 2), TODAY, "prescription")
JPEG = b"\xff\xd8\xff\xd9"


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("course") / "history.sqlite3"
    make_course(path)
    return path


def gathered(path: Path, period: ReportPeriod = PERIOD, allowed: Allowed | None = None) -> ClinicianReport:
    prescription = parse_prescription(PRESCRIPTION, "test")
    with History(path) as history:
        return gather_report(
            history, all_exercises(), period, MADE, prescription=prescription, allowed=allowed
        )


@pytest.fixture(scope="module")
def report(path: Path) -> ClinicianReport:
    return gathered(path)


def followed(imported: datetime, ended: datetime | None = None) -> PrescriptionRecord:
    return PrescriptionRecord(1, PRESCRIPTION, imported, ended)


def test_a_report_begins_when_the_prescription_in_force_was_imported() -> None:
    imported = datetime(2026, 3, 20, 12, tzinfo=UTC)
    assert period_of(followed(imported), TODAY) == ReportPeriod(date(2026, 3, 20), TODAY, "prescription")


@pytest.mark.parametrize(
    "kept", [None, followed(datetime(2026, 3, 20, tzinfo=UTC), datetime(2026, 4, 1, tzinfo=UTC))]
)
def test_without_a_prescription_in_force_it_is_about_six_weeks(kept: PrescriptionRecord | None) -> None:
    period = period_of(kept, TODAY)
    assert period.reason == "six-weeks"
    assert (period.last - period.first).days + 1 == 42


def test_days_that_were_chosen_are_those_of_the_report() -> None:
    first, last = date(2026, 3, 5), date(2026, 3, 9)
    imported = followed(datetime(2026, 3, 20, tzinfo=UTC))
    assert period_of(imported, TODAY, first, last) == ReportPeriod(first, last, "chosen")


def test_the_calendar_has_a_first_day() -> None:
    last = date(1, 1, 5)
    assert period_of(None, TODAY, until=last) == ReportPeriod(date.min, last, "six-weeks")


def test_a_day_of_which_nothing_could_be_counted_is_no_day_of_training(report: ClinicianReport) -> None:
    assert report.sessions == 13
    assert (report.days_asked, report.days_trained, report.days_uncounted) == (18, 12, 1)


def test_each_prescribed_exercise_stands_against_what_was_done_on_each_side(report: ClinicianReport) -> None:
    told = {(each.exercise, each.side): each for each in report.exercises}
    left = told["supine-hamstring", "left"]
    assert (left.days_asked, left.days_done, left.sets_done, left.sets_full, left.days_full) == (
        18,
        12,
        12,
        12,
        12,
    )
    pose = told["childs-pose", "none"]
    assert (pose.days_done, pose.sets_done, pose.sets_uncounted) == (0, 0, 1)
    assert list(told) == [
        ("supine-hamstring", "left"),
        ("supine-hamstring", "right"),
        ("bridge", "none"),
        ("childs-pose", "none"),
    ]


def test_only_the_days_of_the_period_are_told(path: Path) -> None:
    week = ReportPeriod(date(2026, 3, 2), date(2026, 3, 8), "chosen")
    report = gathered(path, week)
    assert report.sessions == 2
    assert len(report.weeks) == 1
    assert {each.on for each in report.pain} == {date(2026, 3, 2), date(2026, 3, 6)}
    assert [each.taken_at.date() for each in report.assessments] == [date(2026, 3, 3)]
    assert report.stops == ()


def test_nobody_is_named_and_nothing_of_their_health_told_unless_it_is_allowed(
    report: ClinicianReport,
) -> None:
    assert report.name == ""
    assert report.pictures == ()
    assert report.screening is None


def test_pictures_are_the_newest_best_moments_and_only_where_allowed(tmp_path: Path) -> None:
    path = tmp_path / "history.sqlite3"
    make_course(path)
    with History(path) as history:
        for session in history.sessions()[1:3]:
            for exercise in history.exercises(session.id):
                note = StillNote(exercise.id, exercise.side, 20.0, 62.0, "deg", 0.9, held=True)
                write_still(path, session.id, f"{exercise.id}-best", Still(note, JPEG))
    shown = gathered(path, allowed=Allowed(pictures=True)).pictures
    assert [(each.exercise, each.on) for each in shown] == [
        ("supine-hamstring", date(2026, 4, 9)),
        ("bridge", date(2026, 4, 9)),
    ]
    assert len(shown) <= MOST_PICTURES
    assert gathered(path).pictures == ()


def test_a_video_that_was_judged_again_is_no_training(tmp_path: Path) -> None:
    path = tmp_path / "history.sqlite3"
    make_course(path)
    with History(path) as history:
        history.end_session(history.begin_session("replay", started=MADE - timedelta(days=1)))
    assert gathered(path).sessions == 13


def test_a_warning_sign_stands_in_it_until_it_has_passed(tmp_path: Path, report: ClinicianReport) -> None:
    path = tmp_path / "history.sqlite3"
    make_course(path)
    with History(path) as history:
        history.set_setting("warning-sign", "2026-04-10T07:05:00+00:00")
    assert gathered(path).warning_sign_on == date(2026, 4, 10)
    assert report.warning_sign_on is None
