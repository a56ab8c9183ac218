"""A message is its English text for all that keeps or compares it, and stays a message on its way."""

from __future__ import annotations

import copy
import json
import pickle
import sqlite3

from fixtures.cases import each_of

from posecheck.support.language import find_language
from posecheck.support.message import counted, joined, listed, message

SAID = {
    "message": message("Hold for {seconds} seconds.", seconds=30.0),
    "list": listed(["left knee", "left hip"]),
    "joined": joined(["Hold.", message("Hold for {seconds} seconds.", seconds=5.0)]),
    "counted": counted("1 step", "{count} steps", 2),
}


@each_of("said", SAID.values(), ids=SAID)
def test_it_is_kept_as_its_english_text(said: str) -> None:
    plain = "".join(said)
    assert (said, hash(said), json.dumps(said)) == (plain, hash(plain), json.dumps(plain))
    with sqlite3.connect(":memory:") as database:
        assert database.execute("SELECT ?", (said,)).fetchone() == (plain,)


@each_of("said", SAID.values(), ids=SAID)
def test_it_is_still_a_message_in_another_process_and_as_a_copy(said: str) -> None:
    german = find_language("de")
    for same in (pickle.loads(pickle.dumps(said)), copy.deepcopy(said)):  # noqa: S301 - our own
        assert (type(same), same) == (type(said), said)
        assert german.translate(same) == german.translate(said) != said
