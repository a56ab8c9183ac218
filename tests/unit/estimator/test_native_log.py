"""Native log lines vanish; everything else that goes to stderr meanwhile arrives."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from posecheck.estimator.native_log import without_native_log

if TYPE_CHECKING:
    from collections.abc import Callable

CHATTER = (
    b"INFO: Created TensorFlow Lite XNNPACK delegate for CPU.\n"
    b"WARNING: All log messages before absl::InitializeLog() is called are written to STDERR\n"
    b"W0000 00:00:1795368156.596047    8177 inference_feedback_manager.cc:114] Feedback manager requires\n"
)


def test_log_lines_are_dropped_and_other_text_is_passed_on(capfd: pytest.CaptureFixture[str]) -> None:
    with without_native_log():
        os.write(2, b"before\n" + CHATTER + b"Warning: the battery is low\n")
    os.write(2, b"after\n")
    assert capfd.readouterr().err == "before\nWarning: the battery is low\nafter\n"


def test_text_without_a_line_end_is_passed_on(capfd: pytest.CaptureFixture[str]) -> None:
    with without_native_log():
        os.write(2, b"\r 12 %")
    assert capfd.readouterr().err == "\r 12 %"


def test_stderr_is_back_after_an_exception(capfd: pytest.CaptureFixture[str]) -> None:
    def fail() -> None:
        with without_native_log():
            os.write(2, CHATTER)
            raise KeyError

    with pytest.raises(KeyError):
        fail()
    os.write(2, b"here\n")
    assert capfd.readouterr().err == "here\n"


def test_no_descriptor_is_left_open(capfd: pytest.CaptureFixture[str]) -> None:
    def next_free() -> int:
        descriptor = os.dup(1)
        os.close(descriptor)
        return descriptor

    before = next_free()
    for _ in range(5):
        with without_native_log():
            os.write(2, CHATTER)
    assert next_free() == before
    assert capfd.readouterr().err == ""


def test_a_program_without_stderr_runs_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(descriptor: int) -> int:
        raise OSError(9, "Bad file descriptor", str(descriptor))

    monkeypatch.setattr(os, "dup", fail)
    monkeypatch.setattr("sys.stderr", None)
    done: list[Callable[[], None] | int] = []
    with without_native_log():
        done.append(1)
    assert done == [1]
