"""The name of a recording changes with everything on which the landmarks depend."""

from __future__ import annotations

import hashlib
import os
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest
from fixtures.cases import each_of

from posecheck.session.landmark_key import MAKES_LANDMARKS, code_sha256, file_sha256, landmark_key
from posecheck.support.errors import InputError

KEY = landmark_key("video", "model", mirrored=False)
OTHERS = {
    "video": landmark_key("other", "model", mirrored=False),
    "model": landmark_key("video", "other", mirrored=False),
    "mirrored": landmark_key("video", "model", mirrored=True),
    "degraded": landmark_key("video", "model", mirrored=False, degraded="webcam"),
    "another module": landmark_key("video", "model", mirrored=False, also=["posecheck.lab.labels"]),
}


@each_of("what", OTHERS)
def test_another_name_for_other_landmarks(what: str) -> None:
    assert OTHERS[what] != KEY


@each_of("module", MAKES_LANDMARKS)
def test_the_code_that_makes_landmarks_is_found(module: str) -> None:
    spec = find_spec(module)
    assert spec is not None
    assert code_sha256(module) == hashlib.sha256(Path(str(spec.origin)).read_bytes()).hexdigest()


def test_a_file_of_several_parts_has_the_hash_of_the_whole(tmp_path: Path) -> None:
    content = os.urandom((1 << 20) + 7)
    (tmp_path / "a").write_bytes(content)
    assert file_sha256(tmp_path / "a") == hashlib.sha256(content).hexdigest()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such pipes")
def test_a_pipe_is_refused_instead_of_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(InputError, match="cannot be read"):
        file_sha256(tmp_path / "pipe")
