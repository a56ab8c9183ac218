"""What a label lacks so that it counts, in a sentence that says what mends it."""

from __future__ import annotations

from typing import Any

from fixtures.cases import each_of

from posecheck.lab.labelling.gaps import gap_words
from posecheck.lab.labels import Label
from posecheck.support.language import ENGLISH

HOLD = {"start_s": 3.0, "end_s": 8.0, "side": "left"}
WHOLE: dict[str, Any] = {
    "exercise": "supine-hamstring",
    "kind": "faulty",
    "view": "side",
    "subject": "anna",
    "fps": 10,
    "size": (640, 480),
    "frames": 300,
    "duration_s": 30.0,
    "origin": "me",
    "licence": "CC0-1.0",
    "plateaus": [HOLD],
    "faults": [{"id": "knee-bent", "start_s": 4.0, "end_s": 6.0}],
}
LATE = [{"id": "knee-bent", "start_s": 12.0, "end_s": 15.25}]
STEP = {"time_s": 2.0, "side": "left"}


OUTSIDE = "Knee bent, 12.00 to 15.25 s, lies in no hold, so it does not count; mark that hold, or move it."


@each_of(
    "changes, sentences",
    [
        ({}, []),
        ({"subject": ""}, ["Name them."]),
        (
            {"plateaus": [], "faults": []},
            ["No hold is marked, so nothing in this clip counts; mark where the position is held."],
        ),
        (
            {"faults": LATE},
            [OUTSIDE],
        ),
        ({"faults": [{"id": "knee-bent", "start_s": 8.5, "end_s": 9.0}]}, []),
        ({"plateaus": [], "faults": LATE, "reps": [STEP]}, []),
    ],
    ids=["whole", "nobody", "no hold", "outside", "on the way out of a hold", "steps"],
)
def test_what_is_missing_is_said_with_what_mends_it(changes, sentences: list[str]) -> None:
    assert gap_words(Label.model_validate(WHOLE | changes), "Name them.", ENGLISH) == sentences
