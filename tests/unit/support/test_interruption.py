"""Ctrl-C: at once while waiting, after the frame while working."""

from __future__ import annotations

import signal
import threading

import pytest

from posecheck.support.interruption import Interruption


def press_ctrl_c() -> None:
    signal.raise_signal(signal.SIGINT)


def test_it_interrupts_waiting_at_once() -> None:
    with Interruption() as interruption, pytest.raises(KeyboardInterrupt):
        press_ctrl_c()
    assert interruption.requested


def test_it_is_held_back_until_the_end_of_the_work() -> None:
    done = []
    with Interruption() as interruption:
        with interruption.held_back():
            press_ctrl_c()
            done.append("the rest of the frame")
        assert interruption.requested
    assert done


def test_a_second_one_gets_through() -> None:
    with Interruption() as interruption, interruption.held_back():
        press_ctrl_c()
        with pytest.raises(KeyboardInterrupt):
            press_ctrl_c()


def test_the_handler_before_it_is_put_back() -> None:
    before = signal.getsignal(signal.SIGINT)
    with Interruption():
        assert signal.getsignal(signal.SIGINT) != before
    assert signal.getsignal(signal.SIGINT) == before


def test_in_another_thread_it_does_nothing() -> None:
    before = signal.getsignal(signal.SIGINT)
    seen = []

    def enter() -> None:
        with Interruption():
            seen.append(signal.getsignal(signal.SIGINT))

    thread = threading.Thread(target=enter)
    thread.start()
    thread.join()
    assert seen == [before]


def test_the_system_may_ask_for_the_end_as_well() -> None:
    with Interruption() as interruption:
        with interruption.held_back():
            signal.raise_signal(signal.SIGTERM)
        assert interruption.requested
    assert signal.getsignal(signal.SIGTERM) is signal.SIG_DFL


@pytest.mark.skipif(not hasattr(signal, "SIGHUP"), reason="Windows has none")
def test_a_terminal_that_is_closed_does_not_end_what_outlives_it() -> None:
    with Interruption(outlives_terminal=True) as interruption:
        signal.raise_signal(signal.SIGHUP)
        assert interruption.hung_up
        assert not interruption.requested
    assert signal.getsignal(signal.SIGHUP) is signal.SIG_DFL


@pytest.mark.skipif(not hasattr(signal, "SIGHUP"), reason="Windows has none")
def test_a_terminal_that_is_closed_ends_what_has_to_clear_away() -> None:
    with Interruption(ends_with_terminal=True), pytest.raises(KeyboardInterrupt):
        signal.raise_signal(signal.SIGHUP)
    assert signal.getsignal(signal.SIGHUP) is signal.SIG_DFL


@pytest.mark.skipif(not hasattr(signal, "SIGHUP"), reason="Windows has none")
def test_what_ignored_a_closed_terminal_from_the_start_still_does() -> None:
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        with Interruption(outlives_terminal=True) as interruption:
            signal.raise_signal(signal.SIGHUP)
            assert not interruption.hung_up
    finally:
        signal.signal(signal.SIGHUP, before)
