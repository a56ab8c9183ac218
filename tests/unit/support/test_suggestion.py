"""What somebody probably meant."""

from posecheck.support.suggestion import did_you_mean


def test_the_nearest_name_is_asked_for() -> None:
    assert did_you_mean("brigde", ["plank", "bridge"]) == "did you mean 'bridge'?"


def test_however_far_away_it_is_one_is_named_where_there_is_any() -> None:
    assert did_you_mean("xyz", ["bridge"]) == "did you mean 'bridge'?"
    assert did_you_mean("bridge", []) == ""
