"""A session without a terminal and without a window ends when nobody is there any more."""

from __future__ import annotations

from fixtures.cases import each_of

from posecheck.session.unattended import ALONE_S, Unattended


@each_of(
    "has_keys, hung_up, over",
    [(False, True, True), (True, True, False), (False, False, False)],
    ids=["nobody can end it", "the window has keys", "the terminal is there"],
)
def test_it_ends_only_where_nobody_could_end_it(*, has_keys: bool, hung_up: bool, over: bool) -> None:
    now_s = [0.0]
    unattended = Unattended(has_keys=has_keys, clock=lambda: now_s[0])
    now_s[0] = 100.0
    unattended.see(found=True)
    now_s[0] = 100.0 + ALONE_S
    unattended.see(found=False)
    assert not unattended.is_over(hung_up=hung_up)
    now_s[0] += 1.0
    assert unattended.is_over(hung_up=hung_up) is over
