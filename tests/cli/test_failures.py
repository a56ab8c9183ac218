"""How a command ends when it cannot go on."""

from __future__ import annotations

import errno
import os
import sys
from pathlib import Path

import pytest
from fixtures.cases import each_of

from posecheck.cli.failures import ExitCode, guarded, report
from posecheck.session import SinkFailure
from posecheck.support.errors import InputError


def ended(run, capsys: pytest.CaptureFixture[str]) -> tuple[int, str]:
    with pytest.raises(SystemExit) as caught:
        guarded(run)
    return caught.value.code, capsys.readouterr().err


def raising(error: BaseException):
    def run() -> None:
        raise error

    return run


@pytest.fixture(autouse=True)
def data(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    monkeypatch.setenv("POSECHECK_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.delenv("POSECHECK_DEBUG", raising=False)
    return tmp_path / "data"


def test_a_good_end_is_0(capsys: pytest.CaptureFixture[str]) -> None:
    assert ended(lambda: None, capsys) == (0, "")


def test_the_users_input_is_2_and_one_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    assert ended(raising(InputError("Choose another name.")), capsys) == (2, "Error: Choose another name.\n")


def test_ctrl_c_is_130(capsys: pytest.CaptureFixture[str]) -> None:
    assert ended(raising(KeyboardInterrupt()), capsys) == (130, "Interrupted.\n")


@pytest.mark.parametrize(
    ("error", "what"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), "the output"),
        (OSError(errno.ENOSPC, "No space left on device", "clip.json"), "clip.json"),
    ],
)
def test_a_full_disk_is_never_our_fault(
    error: OSError, what: str, capsys: pytest.CaptureFixture[str], data: Path
) -> None:
    code, said = ended(raising(error), capsys)
    assert code == 2
    assert said.startswith(f"Error: The disk is full, so {what} could not be written")
    assert not data.exists()


def test_our_fault_is_1_and_one_sentence_with_the_details_in_the_log(
    capsys: pytest.CaptureFixture[str], data: Path
) -> None:
    code, said = ended(raising(ZeroDivisionError("division by zero")), capsys)
    log = data / "posecheck.log"
    assert code == 1
    assert said == (
        f"Error: posecheck itself failed (ZeroDivisionError: division by zero); the details are in {log}.\n"
    )
    assert "Traceback" in log.read_text()
    assert "in run" in log.read_text()


def test_when_not_even_the_log_can_be_written_it_is_still_one_sentence(
    capsys: pytest.CaptureFixture[str], data: Path
) -> None:
    data.write_text("a file where the folder should be")
    code, said = ended(raising(ZeroDivisionError("division by zero")), capsys)
    assert code == 1
    assert said.count("\n") == 1
    assert "POSECHECK_DEBUG=1" in said


@each_of(
    "number, advice",
    [(errno.ENAMETOOLONG, "give a shorter name"), (errno.EACCES, "check its permissions"),
     (errno.ELOOP, "its links lead in a circle")],
)  # fmt: skip
def test_what_the_system_refuses_is_the_users_to_mend(
    capsys: pytest.CaptureFixture[str], number: int, advice: str
) -> None:
    code, said = ended(raising(OSError(number, os.strerror(number), "a.mp4")), capsys)
    assert code == 2
    assert said.startswith("Error: a.mp4 cannot be read or written: ")
    assert advice in said
    assert said.count("\n") == 1


def test_ctrl_c_that_fell_into_an_import_is_130(capsys: pytest.CaptureFixture[str]) -> None:
    def run() -> None:
        try:
            raising(KeyboardInterrupt())()
        except KeyboardInterrupt:
            raise ImportError("half of it is there")  # noqa: B904 - as somebody else's module does it

    assert ended(run, capsys) == (130, "Interrupted.\n")


def test_a_reader_that_went_away_is_0(capsys: pytest.CaptureFixture[str]) -> None:
    def run() -> None:
        try:
            raising(BrokenPipeError())()
        except BrokenPipeError:
            sys.exit(1)  # as Typer and Rich do

    assert ended(run, capsys) == (0, "")


def test_without_a_home_a_fault_of_ours_is_still_one_sentence(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("POSECHECK_DATA_DIR", "~nobody-of-that-name/x")
    code, said = ended(raising(ZeroDivisionError("division by zero")), capsys)
    assert (code, said.count("\n")) == (1, 1)


def test_debugging_shows_the_traceback(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POSECHECK_DEBUG", "1")
    with pytest.raises(ZeroDivisionError):
        guarded(raising(ZeroDivisionError()))


@each_of(
    "error, code, said",
    [
        (
            OSError(28, "No space left on device"),
            ExitCode.USER_INPUT,
            "out.csv could not be written: the disk is full",
        ),
        (
            OSError(5, "Input/output error"),
            ExitCode.USER_INPUT,
            "out.csv could not be written: Input/output error",
        ),
        (InputError("The disk is full: free some space."), ExitCode.USER_INPUT, "Error: The disk is full"),
        (KeyError("x"), ExitCode.OUR_FAULT, "posecheck itself failed"),
    ],
)
def test_a_failed_output_is_one_sentence(
    capsys: pytest.CaptureFixture[str], error: Exception, code: ExitCode, said: str
) -> None:
    assert report([SinkFailure("out.csv", error)]) is code
    printed = capsys.readouterr().err
    assert said in printed
    assert printed.count("\n") == 1


def test_no_failed_output_is_ok() -> None:
    assert report([]) is ExitCode.OK


def test_a_library_that_the_system_lacks_is_for_the_user_to_install(
    capsys: pytest.CaptureFixture[str],
) -> None:
    error = ImportError("libodd.so.7: cannot open shared object file: No such file or directory")
    code, said = ended(raising(error), capsys)
    assert code == 2
    assert "lacks libodd.so.7" in said
    assert "itself failed" not in said
    assert report([SinkFailure("out.mp4", error)]) is ExitCode.USER_INPUT
