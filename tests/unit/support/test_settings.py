"""The settings file: what it may say, and what is said when it says something else."""

from __future__ import annotations

from pathlib import Path

import pytest
from fixtures.cases import each_of

from posecheck.support.errors import InputError
from posecheck.support.settings import Config, config_path, read_config


def write(folder: Path, text: str | bytes) -> Path:
    path = folder / "config.toml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def test_no_file_gives_the_defaults(tmp_path: Path) -> None:
    assert read_config(tmp_path / "config.toml") == Config()


def test_every_key_is_read(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        'camera = "Integrated Webcam"\nmirrored = true\n'
        'voice = false\nlanguage = "de"\nmodel = "~/pose.task"\nprofile = "gentle"\n',
    )
    assert read_config(path) == Config(
        camera="Integrated Webcam",
        mirrored=True,
        voice=False,
        language="de",
        model=Path("~/pose.task").expanduser(),
        profile="gentle",
    )


def test_a_camera_index_may_be_a_number(tmp_path: Path) -> None:
    assert read_config(write(tmp_path, "camera = 2\n")).camera == "2"


@each_of(
    "content, said",
    [
        ("mirrored = 'yes'\n", "mirrored: input should be a valid boolean"),
        ("camera = true\n", "camera: input should be a valid string"),
        ("language = 'English please'\n", "language: string should match pattern"),
        ("microphone = 1\n", "there is no key 'microphone'"),
        ("camera = \n", "not valid TOML"),
        (b"\xff\xfe\x00", "no text in UTF-8"),
    ],
)
def test_a_wrong_file_is_told_in_one_sentence_with_its_name(
    tmp_path: Path, content: str | bytes, said: str
) -> None:
    path = write(tmp_path, content)
    with pytest.raises(InputError) as caught:
        read_config(path)
    sentence = str(caught.value)
    assert str(path) in sentence
    assert said in sentence
    assert sentence.endswith("mend or delete the file.")
    assert "\n" not in sentence


def test_a_folder_in_place_of_the_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "config.toml").mkdir()
    with pytest.raises(InputError, match="cannot be read"):
        read_config(tmp_path / "config.toml")


def test_the_place_can_be_moved_with_the_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POSECHECK_CONFIG_DIR", str(tmp_path))
    write(tmp_path, "voice = false\n")
    assert config_path() == tmp_path / "config.toml"
    assert read_config().voice is False
