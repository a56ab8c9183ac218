"""A page is printed by a browser of this computer, or a sentence says why it was not."""

from __future__ import annotations

import os
import signal
import stat
import sys
import tempfile
import time
from pathlib import Path

import pytest

from posecheck.pages import printing
from posecheck.pages.printing import VARIABLE, count_pages, find_browser, printed
from posecheck.support.errors import InputError

posix = pytest.mark.skipif(sys.platform == "win32", reason="a script is no program there")


def program(folder: Path, script: str) -> Path:
    path = folder / "browser"
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return path


def test_the_browser_is_the_one_that_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, "/somewhere/browser")
    assert find_browser() == Path("/somewhere/browser")


def test_an_empty_name_says_that_there_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, "")
    assert find_browser() is None


@posix
def test_else_it_is_looked_for_in_the_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(VARIABLE, raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(printing, "PLACES", {})
    assert find_browser() is None
    program(tmp_path, "exit 0").rename(tmp_path / "google-chrome")
    assert find_browser() == tmp_path / "google-chrome"


@posix
def test_the_browser_gets_the_page_as_a_file_and_settings_of_its_own(tmp_path: Path) -> None:
    told = tmp_path / "told"
    script = f"""
printf '%s\\n' "$@" > {told}
for each; do
  case $each in
    --print-to-pdf=*) out=${{each#--print-to-pdf=}};;
    file://*) page=${{each#file://}};;
  esac
done
cp "$page" "$out"
"""
    assert printed("%PDF-page %%EOF", program(tmp_path, script)) == b"%PDF-page %%EOF"
    options = told.read_text().splitlines()
    assert "--host-resolver-rules=MAP * ~NOTFOUND" in options
    settings = next(each for each in options if each.startswith("--user-data-dir="))
    assert not Path(settings.partition("=")[2]).parent.exists(), "the folder is gone afterwards"


@posix
@pytest.mark.parametrize(
    ("script", "said"),
    [("sleep 60", "took longer than 0.5 s to print"), ("exit 1", "made no PDF of the page")],
)
def test_a_browser_that_fails_is_told_in_a_sentence(tmp_path: Path, script: str, said: str) -> None:
    with pytest.raises(InputError, match=said):
        printed("<p>page</p>", program(tmp_path, script), patience_s=0.5)


@posix
@pytest.mark.parametrize("made", ["", "junk", "%PDF-1.4 and no end", "%%EOF"])
def test_what_is_no_whole_pdf_is_none(tmp_path: Path, made: str) -> None:
    script = f"""for each; do case $each in --print-to-pdf=*)
printf '{made.replace("%", "%%")}' > "${{each#--print-to-pdf=}}";; esac; done"""
    with pytest.raises(InputError, match="made no PDF of the page"):
        printed("<p>page</p>", program(tmp_path, script))


@posix
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_neither_browser_nor_page_is_left_when_the_program_is_to_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: signal.Signals
) -> None:
    ours, children, temporary = os.getpid(), tmp_path / "children", tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    script = f"sleep 60 & echo $$ $! > {children}; kill -{number.value} {ours}; wait"
    with pytest.raises(KeyboardInterrupt):
        printed("<p>page</p>", program(tmp_path, script))
    assert not list(temporary.iterdir())
    for child in children.read_text().split():
        assert not _runs(int(child))


@posix
def test_what_a_browser_that_has_crashed_started_is_ended_too(tmp_path: Path) -> None:
    child = tmp_path / "child"
    with pytest.raises(InputError, match="made no PDF"):
        printed("<p>page</p>", program(tmp_path, f"sleep 60 & echo $! > {child}"))
    assert not _runs(int(child.read_text()))


def _runs(process: int) -> bool:
    """Return whether a process runs; one that nobody has asked about since its end does not."""
    known = Path(f"/proc/{process}/stat")
    for _ in range(100):
        if not known.exists() or known.read_text().rpartition(")")[2].split()[0] in "ZX":
            return False
        time.sleep(0.05)
    return True


def test_a_browser_that_is_not_there_is_told_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be started"):
        printed("<p>page</p>", tmp_path / "nothing")


@pytest.mark.parametrize(("pages", "count"), [(b"/Type /Page\n", 1), (b"/Type /Page /Type/Page >>", 2)])
def test_pages_are_counted_and_the_list_of_them_is_none(pages: bytes, count: int) -> None:
    assert count_pages(b"%PDF-1.4 /Type /Pages " + pages) == count
