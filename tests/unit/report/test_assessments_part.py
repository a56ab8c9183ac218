"""The tests in the report: what came of them, their error, and what has changed."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

from posecheck.assessment.catalogue import ASSESSMENTS
from posecheck.assessment.change import AssessmentTrend, assessment_trends
from posecheck.history.course_records import AssessmentRecord
from posecheck.report.assessments_part import assessment_parts
from posecheck.report.wording import Words

FIRST = datetime(2026, 3, 2, 9, 0, tzinfo=timezone(timedelta(hours=1)))
LARGER = {each.id: each.larger_is_better for each in ASSESSMENTS.values()}


def trends(*values: tuple[float, float, float], test: str = "straight-leg-raise") -> list[AssessmentTrend]:
    """Return what was taken two weeks apart."""
    of = ASSESSMENTS[test]
    records = [
        AssessmentRecord(
            test, "left" if of.sides else "none", of.measure, of.unit, each, max(each), sum(each) / 3, None,
            4.0, (), FIRST + timedelta(days=14 * number),
        )
        for number, each in enumerate(values)
    ]  # fmt: skip
    return assessment_trends(records, LARGER)


def test_a_first_time_has_no_chart_and_no_change() -> None:
    (part,) = assessment_parts(trends((50.0, 52.0, 54.0)), Words())
    assert part.title == "Straight leg raise, left"
    assert part.chart is None
    assert part.sentences[0] == "2 March 2026: 52 degrees on average, 54 degrees at best."
    assert not any("Since" in each for each in part.sentences)


def test_a_change_within_the_error_is_not_called_one() -> None:
    (part,) = assessment_parts(trends((50.0, 52.0, 54.0), (51.0, 53.0, 55.0)), Words())
    assert any("within the error of measuring" in each for each in part.sentences)
    assert part.chart is not None
    assert 'fill="#e6e9ed"' in part.chart


def test_a_change_that_is_larger_is_told_with_its_day() -> None:
    (part,) = assessment_parts(trends((40.0, 41.0, 42.0), (70.0, 71.0, 72.0)), Words())
    told = "Since 2 March 2026: That is 30 degrees further, more than the error of measuring."
    assert told in part.sentences


def test_the_error_is_said_and_a_simulation_is_named() -> None:
    (clips,) = assessment_parts(trends((50.0, 52.0, 54.0)), Words())
    (figures,) = assessment_parts(trends((-5.0, -4.0, -3.0), test="hip-extension"), Words())
    assert any(each.startswith("Of 100 single values") for each in clips.sentences)
    assert any(each.endswith("in a simulation only.") for each in figures.sentences)


def test_lengths_are_shown_in_per_cent_of_the_leg() -> None:
    (part,) = assessment_parts(trends((0.2, 0.25, 0.3), test="fingertip-to-floor"), Words())
    assert "25 % of the leg's length on average" in part.sentences[0]
