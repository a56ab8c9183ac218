"""What is wrong with a file that a person wrote: its first problem, in words."""

from __future__ import annotations

from typing import Any

import pytest
from fixtures.cases import each_of
from pydantic import BaseModel, ConfigDict, ValidationError, field_validator, model_validator

from posecheck.support.validation import first_problem


class Step(BaseModel):
    model_config = ConfigDict(extra="forbid")
    sets: int


class Plan(BaseModel):
    model_config = ConfigDict(extra="forbid")
    title: str = "A"
    steps: list[Step] = []

    @field_validator("title")
    @classmethod
    def not_empty(cls, title: str) -> str:
        if not title:
            raise ValueError("Say what it is called")
        return title

    @model_validator(mode="after")
    def not_long(self) -> Plan:
        if len(self.steps) > 1:
            raise ValueError("One step is enough")
        return self


@each_of(
    "content, said",
    [
        ({"titel": "x"}, "there is no key 'titel'"),
        ({"steps": [{}]}, "the key 'steps.0.sets' is missing"),
        ({"title": ""}, "title: say what it is called"),
        ({"steps": [{"sets": 1}, {"sets": 2}]}, "one step is enough"),
        ({"steps": [{"sets": "x"}], "titel": 1}, "steps.0.sets: input should be a valid integer"),
    ],
)
def test_the_first_problem_is_told_with_its_place(content: dict[str, Any], said: str) -> None:
    with pytest.raises(ValidationError) as caught:
        Plan.model_validate(content)
    assert first_problem(caught.value).startswith(said)
