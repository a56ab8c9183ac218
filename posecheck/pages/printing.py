"""Prints a page to a PDF with a browser of this computer, which is asked for nothing else and loads nothing.

The page is a file in a folder of its own, and so are the browser's settings; both are gone afterwards. A page
of ours holds everything within itself, and the browser is told to find no address all the same.
"""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
from contextlib import suppress
from pathlib import Path

from posecheck.support.errors import InputError
from posecheck.support.interruption import Interruption

#: Names under which Chromium and its kin are found in the path.
NAMES = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "microsoft-edge",
    "chrome",
    "msedge",
)
#: Where they are installed when they are in no path.
PLACES = {
    "win32": (
        r"%ProgramFiles%\Google\Chrome\Application\chrome.exe",
        r"%ProgramFiles(x86)%\Google\Chrome\Application\chrome.exe",
        r"%LocalAppData%\Google\Chrome\Application\chrome.exe",
        r"%ProgramFiles(x86)%\Microsoft\Edge\Application\msedge.exe",
        r"%ProgramFiles%\Microsoft\Edge\Application\msedge.exe",
    ),
    "darwin": (
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
        "/Applications/Chromium.app/Contents/MacOS/Chromium",
        "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    ),
}
#: Names another browser; one that is empty says that there is none.
VARIABLE = "POSECHECK_BROWSER"
#: It prints a page in a second or two; on a computer that does other things too it may take longer.
PATIENCE_S = 60.0
#: No settings of the user, and every address leads nowhere: no name is known, and the only way out is a port
#: of this computer where nobody listens. So it is with what a browser asks for itself, as for updates.
OPTIONS = (
    "--headless",
    "--disable-gpu",
    "--disable-extensions",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-domain-reliability",
    "--disable-features=NetworkTimeServiceQuerying,OptimizationHints,MediaRouter",
    "--disable-sync",
    "--disable-breakpad",
    "--no-first-run",
    "--no-default-browser-check",
    "--no-pings",
    "--metrics-recording-only",
    "--host-resolver-rules=MAP * ~NOTFOUND",
    "--proxy-server=127.0.0.1:9",
    "--proxy-bypass-list=<-loopback>",
    "--no-pdf-header-footer",
)
#: What a PDF begins with and ends with, the latter within so many bytes of its end.
_BEGINS, _ENDS, _ENDS_WITHIN = b"%PDF-", b"%%EOF", 1024
_PAGE = re.compile(rb"/Type\s*/Page(?![a-zA-Z])")


def find_browser() -> Path | None:
    """Return a browser that can print, ``None`` when there is none."""
    chosen = os.environ.get(VARIABLE)
    if chosen is not None:
        return Path(chosen) if chosen else None
    found = next(filter(None, map(shutil.which, NAMES)), None)
    places = (Path(os.path.expandvars(each)) for each in PLACES.get(sys.platform, ()))
    return Path(found) if found else next((each for each in places if each.is_file()), None)


def printed(page: str, browser: Path, patience_s: float = PATIENCE_S) -> bytes:
    """Return a page of ours as PDF.

    Parameters
    ----------
    page
        HTML that holds everything within itself.
    browser
        What :func:`find_browser` found.
    patience_s
        How long the browser may take.

    Raises
    ------
    InputError
        The browser cannot be started, takes too long, or makes no PDF.
    """
    with (
        # However the program is ended, neither the page, which tells of a person, nor the browser stays.
        Interruption(ends_with_terminal=True) as interruption,
        tempfile.TemporaryDirectory(prefix="posecheck-", ignore_cleanup_errors=True) as folder,
    ):
        source, target = Path(folder, "page.html"), Path(folder, "page.pdf")
        source.write_text(page, encoding="utf-8")
        command = [
            str(browser),
            *OPTIONS,
            *_without_sandbox(),
            f"--user-data-dir={Path(folder, 'settings')}",
            f"--print-to-pdf={target}",
            source.as_uri(),
        ]
        _run(command, browser, patience_s, interruption)
        made = target.read_bytes() if target.is_file() else b""
        if not made.startswith(_BEGINS) or _ENDS not in made[-_ENDS_WITHIN:]:
            raise InputError(f"{browser.name} made no PDF of the page; save it as HTML and print that.")
        return made


def count_pages(pdf: bytes) -> int:
    """Return how many pages a PDF has that keeps its list of pages uncompressed, as browsers write it."""
    return len(_PAGE.findall(pdf))


def _without_sandbox() -> tuple[str, ...]:
    """Return what the administrator of a container has to add: there the browser has no sandbox."""
    root = getattr(os, "geteuid", lambda: 1)() == 0
    return ("--no-sandbox",) if root else ()


def _run(command: list[str], browser: Path, patience_s: float, interruption: Interruption) -> None:
    running: subprocess.Popen[bytes] | None = None
    try:
        with interruption.held_back():  # who is started is known before anything can end it
            running = subprocess.Popen(  # noqa: S603 - a browser of this computer, and options of our own
                command,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
            )
        if interruption.requested:
            raise KeyboardInterrupt
        running.wait(patience_s)
    except OSError as error:
        raise InputError(
            f"{browser} cannot be started ({error.strerror or error}); save it as HTML and print that."
        ) from error
    except subprocess.TimeoutExpired as error:
        raise InputError(
            f"{browser.name} took longer than {patience_s:g} s to print; save it as HTML and print that."
        ) from error
    finally:
        if running is not None:
            _end(running)


def _end(running: subprocess.Popen[bytes]) -> None:
    """End a browser with the processes that it has started, also where it has crashed and they have not."""
    if sys.platform == "win32":
        running.kill()
    else:
        with suppress(ProcessLookupError, PermissionError):  # nothing of it is left
            os.killpg(running.pid, signal.SIGKILL)
    running.wait()
