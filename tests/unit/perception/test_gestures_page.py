from __future__ import annotations

import re
from pathlib import Path

from posecheck.perception import gestures, swings

PAGE = Path(__file__).parents[3] / "docs" / "gestures.md"


def test_the_page_names_every_gesture_and_the_limits_of_the_code():
    text = PAGE.read_text(encoding="utf-8")
    assert re.findall(r"^\| `(\w+)` \|", text, re.MULTILINE) == [
        gesture.value for gesture in gestures.Gesture
    ]
    limits = dict(re.findall(r"^\| ([A-Z_]+) \| (-?[\d.]+) \|$", text, re.MULTILINE))
    assert len(limits) > 10
    known = vars(swings) | vars(gestures)
    assert {name: float(value) for name, value in limits.items()} == {name: known[name] for name in limits}
