"""Nothing is believed before its hash is checked, and every failure has a short reason."""

from __future__ import annotations

import hashlib
import http.client
import io
import os
import sys
import urllib.error
import zipfile
from contextlib import contextmanager
from email.message import Message
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from fixtures.cases import each_of

from posecheck.estimator import download
from posecheck.estimator.download import networks_from_index, official_bundle, run_pip
from posecheck.support.errors import ModelError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from posecheck.estimator.download import PipRunner, UrlOpener

DETECTOR = "mediapipe/modules/pose_detection/pose_detection.tflite"
LANDMARKS = "mediapipe/modules/pose_landmark/pose_landmark_full.tflite"


class Heard:
    """Keeps what progress was told."""

    def __init__(self) -> None:
        self.steps: list[tuple[str, int, int]] = []

    def __call__(self, step: str, done: int, total: int) -> None:
        """Keep one report."""
        self.steps.append((step, done, total))


def pip_that_gives(members: Mapping[str, bytes], name: str = "mediapipe-0.10.21.whl") -> PipRunner:
    def run(
        arguments: Sequence[str], environment: Mapping[str, str], poll: Callable[[], None]
    ) -> tuple[int, str]:
        directory = Path(arguments[arguments.index("--dest") + 1])
        assert Path(environment["TMPDIR"]) == directory
        (directory / "unpacking").write_bytes(bytes(1000))
        poll()
        with zipfile.ZipFile(directory / name, "w") as wheel:
            for member, data in members.items():
                wheel.writestr(member, data)
        return 0, "Successfully downloaded mediapipe"

    return run


def pip_that_says(code: int, said: str) -> PipRunner:
    return lambda arguments, environment, poll: (code, said)


@pytest.fixture
def small_networks(monkeypatch: pytest.MonkeyPatch) -> dict[str, bytes]:
    """Let two short texts be the networks that are expected."""
    members = {DETECTOR: b"detector", LANDMARKS: b"landmarks"}
    hashes = {name: hashlib.sha256(data).hexdigest() for name, data in members.items()}
    monkeypatch.setattr(download, "NETWORK_SHA256", hashes)
    return members


def test_both_networks_come_out_of_the_wheel(small_networks: dict[str, bytes]) -> None:
    heard = Heard()
    assert networks_from_index(heard, pip_that_gives(small_networks)) == (b"detector", b"landmarks")
    done = [step[1] for step in heard.steps]
    assert done[0] == 0
    assert done[1] == 1000
    assert done[-1] == heard.steps[-1][2]


def test_nothing_is_left_in_the_temporary_directory(small_networks: dict[str, bytes]) -> None:
    used = []

    def run(
        arguments: Sequence[str], environment: Mapping[str, str], poll: Callable[[], None]
    ) -> tuple[int, str]:
        used.append(Path(environment["TMPDIR"]))
        return pip_that_gives(small_networks)(arguments, environment, poll)

    networks_from_index(Heard(), run)
    assert not used[0].exists()


@pytest.mark.parametrize("member", [DETECTOR, LANDMARKS])
def test_a_changed_network_is_refused_by_name(small_networks: dict[str, bytes], member: str) -> None:
    small_networks[member] += b"!"
    with pytest.raises(ModelError, match=f"the hash of {member.rsplit('/', maxsplit=1)[1]} is wrong"):
        networks_from_index(Heard(), pip_that_gives(small_networks))


def test_a_wheel_without_the_networks_is_refused() -> None:
    with pytest.raises(ModelError, match=r"mediapipe-0\.10\.21\.whl does not hold the model"):
        networks_from_index(Heard(), pip_that_gives({"mediapipe/__init__.py": b""}))


@each_of(
    "said, reason",
    [
        ("/usr/bin/python: No module named pip", "this Python has no pip"),
        ("ERROR: Could not install packages due to an OSError: [Errno 28] No space left", "the disk is full"),
        (
            (
                "WARNING: Retrying (Retry(total=1)) after connection broken by 'NewConnectionError(...: "
                "Failed to establish a new connection: [Errno -3] Temporary failure in name resolution')'\n"
                "ERROR: No matching distribution found for mediapipe==0.10.21"
            ),
            "it cannot be reached",
        ),
        ("ERROR: No matching distribution found for mediapipe==0.10.21.", "No matching distribution found"),
        ("", "pip failed without saying why"),
    ],
)
def test_what_pip_says_becomes_a_short_reason(said: str, reason: str) -> None:
    with pytest.raises(ModelError, match=f"^{reason}"):
        networks_from_index(Heard(), pip_that_says(1, said))


def test_a_python_that_cannot_be_run_is_a_reason() -> None:
    def run(
        arguments: Sequence[str], environment: Mapping[str, str], poll: Callable[[], None]
    ) -> tuple[int, str]:
        raise FileNotFoundError(2, "No such file or directory", (arguments, environment, poll))

    with pytest.raises(ModelError, match="pip cannot be run: No such file"):
        networks_from_index(Heard(), run)


def test_pip_is_run_by_this_python_and_what_it_says_is_kept() -> None:
    code, said = run_pip(["--version"], {"PYTHONIOENCODING": "utf-8"}, lambda: None)
    assert code == 0
    assert said.startswith("pip ")
    assert f"python {sys.version_info.major}.{sys.version_info.minor}" in said


@each_of("module", ["pip.py", "pip/__main__.py", "sitecustomize.py"])
def test_no_module_of_the_current_folder_or_of_the_environment_is_run(
    module: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    trap = tmp_path / "downloads" / module
    trap.parent.mkdir(parents=True)
    trap.write_text(f"open({str(tmp_path / 'sprung')!r}, 'w')")
    (trap.parent / "__init__.py").touch()
    monkeypatch.chdir(tmp_path / "downloads")
    environment = os.environ | {"PYTHONPATH": str(tmp_path / "downloads")}
    code, said = run_pip(["--version"], environment, lambda: None)
    assert code == 0
    assert said.startswith("pip ")
    assert not (tmp_path / "sprung").exists()


def test_pip_ends_when_the_user_interrupts() -> None:
    class Interrupted(BaseException):
        pass

    def interrupt() -> None:
        raise Interrupted

    # A download from nowhere takes longer than one poll.
    arguments = ["download", "posecheck-no-such", "--index-url", "http://127.0.0.1:9", "--retries", "9"]
    with pytest.raises(Interrupted):
        run_pip(arguments, {}, interrupt)


def answering(data: bytes) -> UrlOpener:
    @contextmanager
    def opener(url: str) -> Iterator[io.BytesIO]:
        assert url == download.OFFICIAL_URL
        yield io.BytesIO(data)

    return opener


@pytest.fixture
def small_bundle(monkeypatch: pytest.MonkeyPatch) -> bytes:
    """Let a short text be the official bundle."""
    data = b"bundle" * 100
    monkeypatch.setattr(download, "OFFICIAL_BYTES", len(data))
    monkeypatch.setattr(download, "OFFICIAL_SHA256", hashlib.sha256(data).hexdigest())
    return data


def test_the_official_bundle_is_taken_when_its_hash_is_right(small_bundle: bytes) -> None:
    heard = Heard()
    assert official_bundle(heard, answering(small_bundle)) == small_bundle
    assert heard.steps[-1][1:] == (600, 600)


def test_an_official_bundle_with_a_wrong_hash_is_refused(small_bundle: bytes) -> None:
    with pytest.raises(ModelError, match="the hash of the file is wrong"):
        official_bundle(Heard(), answering(b"x" + small_bundle[1:]))


@pytest.mark.parametrize("length", [0, 599, 601, 10_000_000])
def test_an_official_bundle_of_another_length_is_refused(small_bundle: bytes, length: int) -> None:
    data = (small_bundle * (length // 600 + 1))[:length]
    with pytest.raises(ModelError, match="bytes instead of 600"):
        official_bundle(Heard(), answering(data))


@each_of(
    "error, reason",
    [
        (urllib.error.URLError("no route"), "it cannot be reached"),
        (TimeoutError(), "it cannot be reached"),
        (http.client.IncompleteRead(b""), "it cannot be reached"),
        (urllib.error.HTTPError("url", 403, "Forbidden", Message(), None), "the server answers 403"),
    ],
)
def test_a_failing_server_is_a_short_reason(error: Exception, reason: str) -> None:
    def opener(url: str) -> object:
        assert url
        raise error

    with pytest.raises(ModelError, match=f"^{reason}$"):
        official_bundle(Heard(), opener)  # type: ignore[arg-type] # it never returns
