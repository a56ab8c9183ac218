"""An exercise as plain data: what ``posecheck exercises --json`` writes.

The models are the schema; ``docs/exercises.schema.json`` is made from them. Keys are those of the modules.
An open edge of a band and whatever does not apply are ``None``.
"""

from __future__ import annotations

import math
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from posecheck.book.faults import said_faults
from posecheck.book.variants import VariantsData, variants_data
from posecheck.book.wording import (
    GRADES,
    SEVERITIES,
    contraindication_words,
    dose_in_full,
)
from posecheck.exercise import Check, Circles, Dose, Guided, Hold, Primary, Reps, Steps
from posecheck.exercise.faults import FAULTS
from posecheck.support.errors import InputError
from posecheck.support.validation import first_problem

if TYPE_CHECKING:
    from posecheck.exercise import Exercise, Measure, Stance

Id = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
#: Lower and upper edge, ``None`` where the interval is open.
Interval = tuple[float | None, float | None]
Level = Annotated[int, Field(ge=1, le=4, description="1 shown, 2 spoken, 3 urgent, 4 stops the set")]


class _Model(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class MeasureData(_Model):
    """A measure: the name is stable, the title is for people."""

    name: Id
    title: str
    unit: str
    relative: str = Field(description="what the value is compared with")
    silhouette: bool = Field(description="read from the outline of the body")
    whole: bool = Field(description="one value for the whole body, whichever side")
    limb: list[str] = Field(description="joints it is read from")
    caveat: str = Field(description="what has to be said where a range of motion is shown in it")
    usual: float | None = Field(description="usual value at the start, taken until the own is known")


class CheckData(_Model):
    """One rule: what is judged, when, and what is said."""

    fault: Id
    fault_low: Id | None = Field(description="the fault when the value is too low, if another one")
    measure: Id
    title: str
    unit: str
    side: Literal["working", "other", "near", "far"]
    good: Interval
    ok: Interval
    severity: Level
    severity_words: str
    when: str
    end: Literal[-1, 0, 1] = Field(description="1 judged at the first end only, -1 at the second, 0 at both")
    cue: str
    cue_low: str | None
    body_cue: str | None = Field(description="plainer words, used when the cue failed twice")
    source: str | None


class PrimaryData(_Model):
    """The leading measure and its zone."""

    measure: Id
    title: str
    unit: str
    zone: float
    good: Interval
    ok: Interval
    rest: float
    decreasing: bool
    strict: bool
    cap_fault: Id
    cap_cue: str
    cap_severity: Level
    low_fault: Id
    low_cue: str | None
    low_severity: Level
    other: PrimaryData | None = Field(description="the second end of an exercise that has two")


class HoldData(_Model):
    """A position that is held."""

    kind: Literal["hold"] = "hold"
    words: str
    target_s: float
    sets: int
    credit_s: float = Field(description="a hold counts from so many seconds")


class RepsData(_Model):
    """A movement that is repeated."""

    kind: Literal["reps"] = "reps"
    words: str
    count: int
    hold_s: float = Field(description="seconds in the position")
    way_s: float = Field(description="least seconds each way")
    alternating: bool


class CirclesData(_Model):
    """Circles with the arms."""

    kind: Literal["circles"] = "circles"
    words: str
    count: int
    turn_deg: float = Field(description="how much of a turn counts as one")


class StepsData(_Model):
    """Steps on the spot."""

    kind: Literal["steps"] = "steps"
    words: str
    duration_s: float
    cadence: tuple[float, float] = Field(description="steps a minute")


class GuidedData(_Model):
    """Guided and timed, not judged."""

    kind: Literal["guided"] = "guided"
    words: str
    duration_s: float
    prompts: list[str]
    every_s: float


class OtherDoseData(_Model):
    """A dose of a kind that does not come with posecheck."""

    kind: str
    words: str
    counts: str = Field(description="what is counted: holds, repetitions, movements, or only time")
    numbers: dict[str, float] = Field(description="its numbers by name")


DoseData = HoldData | RepsData | CirclesData | StepsData | GuidedData
_DOSE_DATA: dict[type[Dose], type[DoseData]] = {
    Hold: HoldData,
    Reps: RepsData,
    Circles: CirclesData,
    Steps: StepsData,
    Guided: GuidedData,
}


class PaceData(_Model):
    """Limits of speed."""

    measure: Id
    good_deg_s: float
    stop_deg_s: float


class StancePartData(_Model):
    """Where one part of the body is at the start or in the position."""

    part: str
    within: Interval
    on_the_way: bool = Field(description="it is enough that it was shown on the way in")


class ContraindicationData(_Model):
    """An answer of the screening that excludes the exercise."""

    tag: Id
    words: str


class FaultData(_Model):
    """A fault this exercise can have, with everything that is said of it."""

    fault: Id
    meaning: str
    severity: Level
    cue: str | None
    body_cue: str | None
    measure: Id | None = Field(description="the measure it is seen in, None where there is none")


class ExerciseData(VariantsData):
    """One exercise in full."""

    id: Id
    title: str
    folder: str
    targets: list[str]
    setup: str
    camera: str
    view: Literal["side", "front", "any"]
    near: Literal["working leg", "resting leg", "either"]
    posture: list[str]
    needs: list[str] = Field(description="joints that must be seen")
    observability: Literal["A", "B", "C"]
    observability_words: str
    scored: bool
    opt_in: bool
    sides: bool = Field(description="done on one side at a time")
    side_by: Id | None = Field(description="the side on which this measure is larger works")
    side_lead: float | None
    dose: Annotated[DoseData, Field(discriminator="kind")] | OtherDoseData
    start: list[StancePartData] = Field(description="the whole body before the movement")
    position: list[StancePartData] = Field(description="the whole body in the position")
    turning: bool = Field(description="the trunk turns: feet and hips tell the view")
    not_seen: list[Id] = Field(description="faults that one camera cannot see in this exercise")
    must: str = Field(description="what makes it this exercise, in words; empty when nothing is asked")
    primary: PrimaryData | None
    checks: list[CheckData]
    pace: PaceData | None
    reports: list[Id] = Field(description="measures that are reported, not judged")
    measures: list[MeasureData] = Field(description="every measure it uses")
    faults: list[FaultData] = Field(description="every fault it can have")
    contraindications: list[ContraindicationData]
    source: str


def describe(exercise: Exercise) -> dict[str, Any]:
    """Return everything that is said of `exercise` as plain data, as :class:`ExerciseData` describes it.

    Raises
    ------
    InputError
        When an exercise of another package says something that cannot be, as an id with blanks.
    """
    try:
        return _described(exercise).model_dump(mode="json")
    except ValidationError as error:
        raise InputError(
            f"The exercise {exercise.id!r} cannot be described ({first_problem(error)}); update or remove "
            "the package it comes from."
        ) from error


def _described(exercise: Exercise) -> ExerciseData:
    meanings = FAULTS | {fault.id: fault.meaning for fault in exercise.faults}
    return ExerciseData(
        **dict(variants_data(exercise)),
        id=exercise.id,
        title=exercise.title,
        folder=exercise.folder.value,
        targets=list(exercise.targets),
        setup=exercise.setup,
        camera=exercise.camera,
        view=exercise.view.value,
        near=exercise.near.value,
        posture=[posture.value for posture in exercise.posture],
        needs=[joint.value for joint in exercise.needs],
        observability=exercise.observability.value,
        observability_words=GRADES[exercise.observability],
        scored=exercise.scored,
        opt_in=exercise.opt_in,
        sides=exercise.sides,
        side_by=exercise.side_by.name if exercise.side_by else None,
        side_lead=exercise.side_lead if exercise.side_by else None,
        dose=_dose(exercise),
        start=_parts(exercise.start),
        position=_parts(exercise.position),
        turning=exercise.turning,
        not_seen=list(exercise.not_seen),
        must=exercise.position.must,
        primary=_primary(exercise.primary) if exercise.primary else None,
        checks=[_check(check) for check in exercise.checks],
        pace=PaceData(
            measure=exercise.pace.measure.name,
            good_deg_s=exercise.pace.good_deg_s,
            stop_deg_s=exercise.pace.stop_deg_s,
        )
        if exercise.pace
        else None,
        reports=[measure.name for measure in exercise.reports],
        measures=[_measure(measure) for measure in exercise.measures],
        faults=[
            FaultData(
                fault=said.fault,
                meaning=meanings.get(said.fault, ""),
                severity=int(said.severity),
                cue=said.cue or None,
                body_cue=said.body_cue or None,
                measure=said.measure.name if said.measure else None,
            )
            for said in said_faults(exercise)
        ],
        contraindications=[
            ContraindicationData(tag=tag, words=contraindication_words(tag))
            for tag in exercise.contraindications
        ],
        source=exercise.source,
    )


def schema() -> dict[str, Any]:
    """Return the JSON Schema of what ``posecheck exercises --json`` writes."""
    made = TypeAdapter(list[ExerciseData]).json_schema(mode="serialization")
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "What 'posecheck exercises --json' writes",
        **made,
    }


def _dose(exercise: Exercise) -> DoseData | OtherDoseData:
    words, dose = dose_in_full(exercise), exercise.dose
    data = _DOSE_DATA.get(type(dose))
    if data is not None:
        return data(words=words, **asdict(dose))
    numbers = {name: dose.number(name) for name in dose.ranges}
    return OtherDoseData(kind=dose.kind, words=words, counts=dose.counts.value, numbers=numbers)


def _parts(stance: Stance) -> list[StancePartData]:
    return [
        StancePartData(part=part.name, within=_interval(*part.within), on_the_way=part.on_the_way)
        for part in stance.parts
    ]


def _measure(measure: Measure) -> MeasureData:
    return MeasureData(
        name=measure.name,
        title=measure.title,
        unit=measure.unit.value,
        relative=measure.relative.value,
        silhouette=measure.silhouette,
        whole=measure.whole,
        limb=[joint.value for joint in measure.limb],
        caveat=measure.caveat,
        usual=measure.usual if math.isfinite(measure.usual) else None,
    )


def _primary(primary: Primary) -> PrimaryData:
    return PrimaryData(
        measure=primary.measure.name,
        title=primary.measure.title,
        unit=primary.measure.unit.value,
        zone=primary.zone,
        good=_interval(*sorted(primary.good)),
        ok=_interval(*sorted(primary.ok)),
        rest=primary.rest,
        decreasing=primary.decreasing,
        strict=primary.strict,
        cap_fault=primary.cap_fault,
        cap_cue=primary.cap_cue,
        cap_severity=int(primary.cap_severity),
        low_fault=primary.low_fault,
        low_cue=primary.low_cue or None,
        low_severity=int(primary.low_severity),
        other=_primary(primary.other) if primary.other else None,
    )


def _check(check: Check) -> CheckData:
    band = check.band
    return CheckData(
        fault=check.fault,
        fault_low=check.fault_low or None,
        measure=check.measure.name,
        title=check.measure.title,
        unit=check.measure.unit.value,
        side=check.side,  # type: ignore[arg-type]  # validated by the model
        good=_interval(band.good_low, band.good_high),
        ok=_interval(band.ok_low, band.ok_high),
        severity=int(check.severity),
        severity_words=SEVERITIES[check.severity],
        when=check.when.value,
        end=check.end,  # type: ignore[arg-type]  # validated by the model
        cue=check.cue,
        cue_low=check.cue_low or None,
        body_cue=check.body_cue or None,
        source=check.source or None,
    )


def _interval(low: float, high: float) -> Interval:
    return (low if math.isfinite(low) else None, high if math.isfinite(high) else None)
