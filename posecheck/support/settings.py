"""The user's settings: ``config.toml`` in the config place, every key of it optional."""

from __future__ import annotations

from pathlib import Path  # noqa: TC003 - pydantic reads the annotation

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from posecheck.support.errors import InputError
from posecheck.support.paths import config_dir, expanded
from posecheck.support.regular_files import NoSuchFileError
from posecheck.support.text_files import read_toml
from posecheck.support.validation import first_problem

#: What to do about settings that cannot be used.
_ADVICE = "; mend or delete the file"


class Config(BaseModel):
    """Settings that an option of the command line overrides.

    Parameters
    ----------
    camera
        Index, device name or path, stream URL or video file; ``None`` takes the first camera.
    mirrored
        The camera delivers a flipped picture.
    voice
        Cues are spoken.
    language
        Language of the voice, as ``en`` or ``en-GB``.
    model
        A pose model to use instead of the one that is fetched.
    profile
        Name or file of the profile of thresholds, doses and cues.
    pictures
        A few small pictures of each session are kept with the history.
    small_picture
        Smaller pictures of the camera are looked at, for a slow computer.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    camera: str | None = None
    mirrored: bool = False
    voice: bool = True
    language: str = Field(default="en", pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]+)*$")
    model: Path | None = None
    profile: str = Field(default="default", min_length=1)
    pictures: bool = False
    small_picture: bool = False

    @field_validator("camera", mode="before")
    @classmethod
    def _index_as_text(cls, value: object) -> object:
        """Accept ``camera = 0`` for ``camera = "0"``."""
        return str(value) if isinstance(value, int) and not isinstance(value, bool) else value

    @field_validator("model", mode="before")
    @classmethod
    def _text_as_path(cls, value: object) -> object:
        return expanded(value, "the key model of the settings") if isinstance(value, str) else value


def config_path() -> Path:
    """Return where the settings are read from, whether the file exists or not."""
    return config_dir() / "config.toml"


def read_config(path: Path | None = None) -> Config:
    """Return the settings in the file at `path`, by default :func:`config_path`.

    No file gives the defaults.

    Raises
    ------
    InputError
        The file is there and cannot be used: the sentence names the file, the key and the reason.
    """
    path = path or config_path()
    try:
        content = read_toml(path, f"The settings file {path}", advice=_ADVICE)
    except NoSuchFileError:
        return Config()
    try:
        return Config.model_validate(content)
    except ValidationError as error:
        raise InputError(
            f"The settings file {path} cannot be used: {first_problem(error)}{_ADVICE}."
        ) from error
