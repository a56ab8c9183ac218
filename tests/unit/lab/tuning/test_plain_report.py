"""What tuning found, in plain words: an exercise with several limits and few clips still says something."""

from __future__ import annotations

from pathlib import Path

import pytest

from posecheck.exercise.catalogue import find_exercise
from posecheck.lab.evaluation.clips import find_clips
from posecheck.lab.evaluation.landmarks import Landmarks
from posecheck.lab.tuning.limits import limits_of
from posecheck.lab.tuning.objective import Objective
from posecheck.lab.tuning.plain_report import PlainReport, plain_report
from posecheck.lab.tuning.sweep import read_clips
from posecheck.lab.tuning.tune import poses_of, tune
from posecheck.lab.tuning.tuning_json import tuning_content
from posecheck.profiles.thresholds import with_threshold
from posecheck.support.language import ENGLISH

RECORDINGS = Path(__file__).parents[3] / "fixtures" / "tuning"
KNEE = "supine-hamstring.knee-bent.ok"


def reported(*people: str, value: float = 20.0, nameless: bool = False) -> PlainReport:
    """Return what is said of the recordings of some people."""
    exercise = with_threshold(find_exercise("supine-hamstring"), KNEE, value)
    clips = find_clips([path for path in RECORDINGS.glob("*.poses") if path.stem[-2:] in people])
    read = read_clips(exercise, [(clip, poses_of(clip, Landmarks(Path()))) for clip in clips])
    found = tuning_content(tune(exercise, read, limits_of(exercise), Objective.F1), "default")
    if nameless:
        found["clips"] = [clip | {"subject": ""} for clip in found["clips"]]
    return plain_report(found, exercise, {clip.name: f"{clip.name}.mp4" for clip in clips}, ENGLISH)


@pytest.fixture(scope="module")
def two() -> PlainReport:
    return reported("c3", "p4")


def test_a_suggestion_comes_first_and_its_headline_needs_no_statistics() -> None:
    report = reported("c2", "c3", "c4", "p1", "p4", value=60.0)
    first = report.limits[0]
    assert (first.address, first.suggested) == (KNEE, True)
    assert first.headline == (
        "Knee bent: now corrects from 60°. From 18.5° it would have caught all 3 you marked with it (now 0), "
        "and been wrong no more often than now."
    )
    assert (first.missing, first.command, first.wanted) == ("", "", "")


def test_it_says_on_how_much_it_stands(two) -> None:
    assert two.summary == "Supine hamstring stretch: 2 labelled clips, 2 people, 2 holds."


def test_two_clips_still_say_which_further_ones_would_decide(two) -> None:
    (knee,) = two.telling
    assert knee.headline.startswith("Knee bent: now corrects from 20°. Catches the one time you marked it.")
    assert "a second person who shows it (knee bend between 10° and 40.5°)" in knee.wanted
    assert knee.wanted.endswith("would decide it.")


def test_limits_of_which_the_clips_say_nothing_are_apart(two) -> None:
    assert [limit.title for limit in two.silent] == ["Too deep", "Hips lifted", "Shoulders lifted"]
    assert {limit.wanted for limit in two.silent} == {""}


def test_clips_that_do_not_say_who_is_in_them_are_named_with_the_command_that_mends_it(two) -> None:
    report = reported("c3", "p4", nameless=True)
    assert "it is not said who is in them (supine_correct_p4, supine_faulty_c3)" in report.nameless
    assert report.naming == (
        "posecheck label supine_correct_p4.mp4 supine_faulty_c3.mp4 --subject NAME --no-window"
    )
    assert (two.nameless, two.naming) == ("", "")
