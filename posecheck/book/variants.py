"""What makes an exercise easier and what replaces it, as plain data and in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from posecheck.exercise import Instead, Less, Variant

if TYPE_CHECKING:
    from posecheck.exercise import Exercise, Ladder

_Id = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]

_LESS_WORDS = {Less.RANGE: "go a fifth less far", Less.HOLD: "hold as long as a level below"}


class _Model(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class EasierData(_Model):
    """One step to something easier."""

    change: _Id = Field(description="smaller-range, shorter-hold, another-exercise, or a variant of its own")
    exercise: _Id | None = Field(description="the other exercise, None where it is the same one")
    said: str | None = Field(description="the sentence that says so, None where it is made of the dose")


class AdaptationData(_Model):
    """How it is done with a contraindication instead of being left out."""

    to: _Id
    note: str


class LadderData(_Model):
    """Where it stands in the ladder of levels."""

    level: Annotated[int, Field(ge=1, le=3)]
    hold_s: tuple[float, float] | None = Field(description="shortest and longest hold on it")
    before: _Id | None = Field(description="the variant that is done on lower rungs")
    before_hold_s: float | None


class VariantsData(_Model):
    """What an exercise says of others, of its variants, and in other languages."""

    replaced_by: list[_Id] = Field(description="what is done in its place, the first that may be done")
    adapted: list[AdaptationData]
    not_when: Literal["eased-bending", "eased-arching"] | None = Field(
        description="left out for those whose back is eased by this"
    )
    easier: list[EasierData]
    ladder: LadderData
    side_by_arm: bool = Field(description="its side is the arm's; the working leg is the other one")
    going_on: str = Field(description="what stands on the picture while steps are done")
    words: dict[str, dict[str, str]] = Field(description="language, English text, the same in it")


def variants_data(exercise: Exercise) -> VariantsData:
    """Return them as plain data."""
    return VariantsData(
        replaced_by=list(exercise.replaced_by),
        adapted=[AdaptationData(to=each.to, note=each.note) for each in exercise.adapted],
        not_when=exercise.not_when.value if exercise.not_when else None,
        easier=[_easier(step) for step in exercise.easier],
        ladder=_ladder(exercise.ladder),
        side_by_arm=exercise.side_by_arm,
        going_on=exercise.going_on,
        words={code: dict(texts) for code, texts in exercise.words.items()},
    )


def easier_words(exercise: Exercise) -> str:
    """Return what makes it easier, step by step, as a sentence."""
    steps = [_step_words(step) for step in exercise.easier]
    return "; then ".join([*steps, "half the dose"]).capitalize() + "."


def _step_words(step: Less | Instead | Variant) -> str:
    match step:
        case Less():
            return _LESS_WORDS[step]
        case Instead(exercise=other):
            return f"`{other}`"
        case Variant(name=name):
            return name.replace("-", " ")


def _easier(step: Less | Instead | Variant) -> EasierData:
    match step:
        case Less():
            return EasierData(change=step.value, exercise=None, said=None)
        case Instead(exercise=other, said=said):
            return EasierData(change="another-exercise", exercise=other, said=said)
        case Variant(name=name, said=said):
            return EasierData(change=name, exercise=None, said=said)


def _ladder(ladder: Ladder) -> LadderData:
    return LadderData(
        level=ladder.level,
        hold_s=ladder.hold_s,
        before=ladder.before.name if ladder.before else None,
        before_hold_s=ladder.before_hold_s if ladder.before else None,
    )
