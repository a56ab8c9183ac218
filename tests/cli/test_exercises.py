"""``posecheck exercises``: a list, and one in full."""

from __future__ import annotations

import json

EXPECTED = {
    "supine-hamstring", "standing-hamstring", "knee-to-chest", "childs-pose", "bridge", "bird-dog",
    "back-extension", "side-bend", "march",
}  # fmt: skip


def test_all_exercises_are_listed(posecheck) -> None:
    done = posecheck("exercises")
    assert done.returncode == 0
    assert {line.split()[0] for line in done.stdout.splitlines() if line} >= EXPECTED


def test_the_list_can_be_read_by_a_program(posecheck) -> None:
    listed = json.loads(posecheck("exercises", "--json").stdout)
    assert {each["id"] for each in listed} >= EXPECTED
    for each in listed:
        assert each["setup"]
        assert each["camera"]
        assert each["source"]
        assert each["dose"]


def test_one_is_shown_with_its_measures_bands_and_sources(posecheck) -> None:
    described = json.loads(posecheck("exercises", "supine-hamstring", "--json").stdout)
    shown = posecheck("exercises", "supine-hamstring").stdout
    assert described["title"] in shown
    assert described["checks"]
    for check in described["checks"]:
        assert check["fault"] in shown
        assert check["cue"] in shown
    for word in ("set-up", "camera", "source", "good", "acceptable"):
        assert word in shown


def test_an_unknown_id_gets_the_nearest_one(posecheck) -> None:
    done = posecheck("exercises", "supine-hamstrin")
    assert done.returncode == 2
    assert done.stdout == ""
    assert "supine-hamstring" in done.stderr
    assert len(done.stderr.splitlines()) == 1
