"""What a page asks for when it begins a session."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field


class Beginning(BaseModel):
    """What a page asks to begin."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    kind: Literal["routine", "exercise", "assessment"]
    name: Annotated[str, Field(min_length=1, max_length=200)]
    side: Literal["left", "right"] | None = None
    private: bool = False
    resume: bool = False
    #: The pictures come from the browser on this computer, or from a phone.
    browser_camera: bool = False
    phone: bool = False
    #: The phone speaks, and this computer is silent.
    phone_voice: bool = False
