"""Whatever is in a file that somebody else wrote: it is read, or refused in one sentence.

Each kind of file is damaged in a few dozen ways from fixed seeds, as disks, editors and other programs do it,
and read in this process.
"""

from __future__ import annotations

import io
import json
import random
import struct
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pytest
from fixtures.cases import each_of

from posecheck.estimator.model import model_path
from posecheck.history.stills import stills_of
from posecheck.history.store import History
from posecheck.lab.evaluation.clips import read_folder_label
from posecheck.lab.evaluation.document import read_document
from posecheck.lab.evaluation.truth import read_truth
from posecheck.lab.labels import read_label
from posecheck.pose.recording import HEADER, RECORD, read_recording
from posecheck.profiles import load_profile
from posecheck.routines.routine_files import read_routine
from posecheck.session.feeds import read_clips
from posecheck.support.errors import InputError
from posecheck.support.settings import read_config

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "samples" / "supine_slr_bent_knee"
RECORDING = ROOT / "tests" / "fixtures" / "tuning" / "supine_correct_c2.poses"
TIMES = 40
PROFILE = (
    'title = "mine"\nbase = "gentle"\n[voice]\nlanguage = "de"\n[supine-hamstring.knee-bent]\ngood = 15\n'
    'ok = 32\ncue = "Push your heel."\n[supine-hamstring.dose]\ntarget_s = 30\n'
)
ROUTINE = 'title = "Bed"\n[[step]]\nexercise = "childs-pose"\nhold_s = 40\neach_side = false\n'
CONFIG = 'camera = "0"\nmirrored = false\nlanguage = "en"\nmodel = "a.task"\nprofile = "gentle"\n'
VALUES = [
    "nan", "inf", "-1", "1e308", "9" * 5000, "0x" + "f" * 4000, "[]", "{}", "[[]]", "1979-05-27", "{a = 1}",
    "[" * 3000, "{a=" * 1500 + "1" + "}" * 1500, '"\\u0000"', '"~nobody-of-that-name/x"', '"[/b]"', "true",
    json.dumps("a" * 5000), json.dumps("\x1b[31m"), "a." * 2000 + "b",
]  # fmt: skip
ODD: list[Any] = [None, 1, -1, "x", [], {}, [1], [[]], {"a": 1}, True, 1e999, 10**400, [{"side": []}], "\x00"]


class Kind(NamedTuple):
    """A kind of file: its name, what is in a sound one, what reads it, and a way of damage of its own."""

    name: str
    content: Callable[[], bytes]
    read: Callable[[Path], object]
    mutate: Callable[[bytes, random.Random], bytes]


def bytes_damaged(content: bytes, rng: random.Random) -> bytes:
    """Return `content` as a bad disk or a broken copy leaves it."""
    damaged = bytearray(content)
    at = rng.randrange(len(damaged))
    match rng.randrange(6):
        case 0:
            damaged[at] ^= 1 << rng.randrange(8)
        case 1:
            damaged[at : at + 64] = rng.randbytes(64)
        case 2:
            del damaged[at:]
        case 3:
            damaged[at : at + 400] = bytes(min(400, len(damaged) - at))
        case 4:
            damaged[at:at] = rng.randbytes(7)
        case _:
            del damaged[at : at + 7]
    return bytes(damaged)


def toml_changed(content: bytes, rng: random.Random) -> bytes:
    """Return a TOML file with a value, a key or a line as nobody means it."""
    lines = content.decode().splitlines()
    at = rng.choice([number for number, line in enumerate(lines) if "=" in line])
    key = lines[at].split("=")[0]
    lines[at] = rng.choice(
        [f"{key} = {rng.choice(VALUES)}", f"{json.dumps(rng.choice(VALUES))} = 1", "", lines[0]]
    )
    return "\n".join(lines).encode()


def json_changed(content: bytes, rng: random.Random) -> bytes:
    """Return a JSON file in which something is of another kind, however deep it lies."""
    found = json.loads(content)
    place = found
    while True:
        key = rng.choice(list(place)) if isinstance(place, dict) else rng.randrange(len(place))
        if not isinstance(place[key], dict | list) or not place[key] or rng.random() < 0.4:
            place[key] = rng.choice(ODD)
            return json.dumps(found).encode()
        place = place[key]


def arrays_changed(content: bytes, rng: random.Random) -> bytes:
    """Return an archive in which one array is of another kind or shape."""
    arrays = dict(np.load(io.BytesIO(content)))
    name = rng.choice(["time_s", "image_px", "world_m"])
    before = arrays[name]
    changes: list[Callable[[], Any]] = [
        lambda: before.astype("i4"), lambda: np.array([{}] * len(before), object), lambda: np.array(3.0),
        lambda: before[:0], lambda: before * np.nan, lambda: before + np.inf, lambda: before.astype(str),
        lambda: before + 1j, lambda: before[..., None], lambda: before[::-1], lambda: before * 1e30,
    ]  # fmt: skip
    arrays[name] = rng.choice(changes)()
    packed = io.BytesIO()
    np.savez(packed, **arrays)
    return packed.getvalue()


def recording_changed(content: bytes, rng: random.Random) -> bytes:
    """Return a recording whose checksums are right and whose numbers are not."""
    changed = bytearray(content)
    if rng.random() < 0.4:
        field, kind = rng.choice([(16, "<I"), (24, "<I"), (28, "<I"), (32, "<I"), (40, "<d")])
        value = rng.choice([0, 1, 2**31, 2**32 - 1]) if kind == "<I" else rng.choice([-5.0, np.inf, 1e300])
        struct.pack_into(kind, changed, field, value)
        return bytes(changed)
    at = HEADER.itemsize + RECORD.itemsize * rng.randrange(10)
    odd = rng.choice([np.nan, np.inf, -np.inf, 3e38, -1.0, 1e9])
    if rng.random() < 0.5:
        struct.pack_into("<d", changed, at, odd)
    else:
        struct.pack_into("<f", changed, at + 8 + 4 * rng.randrange(290), odd)
    checksum = zlib.crc32(changed[at : at + RECORD.itemsize - 4])
    struct.pack_into("<I", changed, at + RECORD.itemsize - 4, checksum)
    return bytes(changed)


def truth() -> bytes:
    """Return the first frames of a truth, so that there is little to unpack."""
    with np.load(SAMPLE.with_suffix(".truth.npz")) as archive:
        arrays = {name: archive[name][:20] for name in ("time_s", "image_px", "world_m")}
    packed = io.BytesIO()
    np.savez_compressed(packed, **arrays)
    return packed.getvalue()


def folder_label() -> bytes:
    """Return the label of a rendered clip."""
    camera = {"yaw_deg": -83.0, "height_m": 1, "distance_m": 2, "hfov_deg": 60.0, "mirrored": False}
    plateaus = [{"start_s": 1, "end_s": 6, "side": "left"}]
    return json.dumps(
        {"exercise": "supine-hamstring", "kind": "correct", "shows": "x", "fps": 15, "size": [640, 480],
         "frames": 10, "duration_s": 12.0, "camera": camera, "faults": [], "plateaus": plateaus,
         "reps": [{"t": 1, "side": "left"}]}
    ).encode()  # fmt: skip


def bundle() -> bytes:
    """Return a zip with the members of a model."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as file:
        for name in ("pose_detector.tflite", "pose_landmarks_detector.tflite"):
            file.writestr(name, bytes(range(256)) * 8)
    return packed.getvalue()


def history() -> bytes:
    """Return a history with a session in it."""
    with History() as kept:
        session = kept.begin_session("live", plan=[{"exercise": "bridge"}])
        for _ in range(3):
            done = kept.begin_exercise(session, "bridge", planned={"reps": 3})
            kept.add_curve(done, [(0.0, 1.0), (0.1, 2.0)])
            kept.end_exercise(done, {"schema": 1, "score": 80.0})
        kept.add_pain(session, "before", 2)
        kept.add_answers("screening", {"pregnancy": False})
    return kept.path.read_bytes()


def read_history(path: Path) -> None:
    """Read all there is in a history."""
    with History(path) as kept:
        for each in kept.summaries():
            kept.pain(each.session.id)
            for done in kept.exercises(each.session.id):
                kept.curves(done.id)
        kept.answers()
        kept.held_values("bridge")
        kept.unfinished()


def still() -> bytes:
    """Return a picture with its note."""
    note = {
        "exercise": 1,
        "side": "left",
        "time_s": 3.0,
        "value": 7.0,
        "unit": "deg",
        "form": 0.9,
        "held": True,
    }
    text = json.dumps(note | {"cue": "x"}).encode()
    return b"\xff\xd8\xff\xfe" + (len(text) + 2).to_bytes(2, "big") + text + bytes(50) + b"\xff\xd9"


def read_still(path: Path) -> None:
    """Read a still as one of a session."""
    folder = path.parent / "stills" / "1"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "a.jpg").write_bytes(path.read_bytes())
    stills_of(path.parent / "history.sqlite3", 1)


def text(content: str) -> Callable[[], bytes]:
    """Return what gives `content`."""
    return content.encode


KINDS = (
    Kind("config.toml", text(CONFIG), read_config, toml_changed),
    Kind("profile.toml", text(PROFILE), load_profile, toml_changed),
    Kind("label.toml", SAMPLE.with_suffix(".toml").read_bytes, read_label, toml_changed),
    Kind("routine.toml", text(ROUTINE), read_routine, toml_changed),
    Kind("clips.toml", text('bridge = "a.mp4"\ncat-cow = "b.poses"\n'), read_clips, toml_changed),
    Kind("label.json", folder_label, read_folder_label, json_changed),
    Kind("old.json", (ROOT / "docs/accuracy/samples-truth.json").read_bytes, read_document, json_changed),
    Kind("a.truth.npz", truth, read_truth, arrays_changed),
    Kind("a.poses", lambda: RECORDING.read_bytes()[: HEADER.itemsize + 10 * RECORD.itemsize],
         lambda path: list(read_recording(path).poses()), recording_changed),
    Kind("m.task", bundle, model_path, bytes_damaged),
    Kind("h.sqlite3", history, read_history, bytes_damaged),
    Kind("a.jpg", still, read_still, bytes_damaged),
)  # fmt: skip


@each_of("kind", KINDS, ids=lambda kind: kind.name)
def test_it_is_read_or_refused_in_one_sentence(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, kind: Kind
) -> None:
    for variable in ("CONFIG", "DATA", "CACHE"):
        monkeypatch.setenv(f"POSECHECK_{variable}_DIR", str(tmp_path / variable))
    content = kind.content()
    path = tmp_path / kind.name
    path.write_bytes(content)
    kind.read(path)  # the sound one is read
    for number in range(TIMES):
        rng = random.Random(f"{kind.name} {number}")  # noqa: S311 - to be repeated, not to be guessed
        mutate = kind.mutate if number % 3 else bytes_damaged
        path.write_bytes(mutate(content, rng))
        try:
            kind.read(path)
        except InputError as refusal:
            said = str(refusal)
        except Exception as error:  # noqa: BLE001 - whichever it is
            pytest.fail(f"case {number}: {type(error).__name__}: {error}")
        else:
            continue
        if len(said.splitlines()) != 1 or not said.endswith((".", "?")):
            pytest.fail(f"case {number} is not one sentence: {said}")
