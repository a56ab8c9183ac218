"""What an exercise is, as data: measures, checks, position, pace.

Nothing here computes; the engine in :mod:`posecheck.engine.trainer` does.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from enum import IntEnum, StrEnum
from typing import TYPE_CHECKING

from posecheck.exercise.stance import Stance
from posecheck.exercise.validation import require_check, require_exercise, require_pace, require_primary
from posecheck.exercise.variants import Ladder
from posecheck.pose import Joint, Posture, Side

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from posecheck.exercise.bands import Band
    from posecheck.exercise.contraindications import Eased
    from posecheck.exercise.doses import Dose
    from posecheck.exercise.faults import Fault
    from posecheck.exercise.figure import Figure
    from posecheck.exercise.variants import Adaptation, Regression
    from posecheck.perception.body import Body


#: Said while steps are done, where the exercise has no words of its own.
KEEP_GOING = "Keep going"


class Folder(StrEnum):
    """The parts of the programme; also the folders of the exercise package."""

    HAMSTRING = "hamstring"
    GLUTE = "glute"
    BACK = "back"
    STRENGTH = "strength"
    WARMUP = "warmup"
    COOLDOWN = "cooldown"
    INVERSION = "inversion"


class View(StrEnum):
    """From where the camera must look at the person."""

    SIDE = "side"
    FRONT = "front"
    ANY = "any"


class Near(StrEnum):
    """Which leg the exercise wants nearer to a camera at the side."""

    WORKING_LEG = "working leg"
    #: the working side is then the far one, as the crossed leg of the figure-four
    RESTING_LEG = "resting leg"
    EITHER = "either"


class Observability(StrEnum):
    """How well one camera can judge the exercise: A scored, B reduced confidence, C guided only."""

    A = "A"
    B = "B"
    C = "C"


class Unit(StrEnum):
    """The unit of a measure; ratios name the length they are divided by."""

    DEG = "deg"
    TORSO = "torso lengths"
    THIGH = "thigh lengths"
    LEG = "leg lengths"
    CHORD = "chord lengths"
    RATIO = "ratio"
    PER_MINUTE = "per minute"


class Relative(StrEnum):
    """What a measure is compared with."""

    ABSOLUTE = "absolute"
    #: minus the person's own value in the starting position
    CHANGE = "change"
    #: distance from the person's own value in the starting position, never negative
    DISTANCE = "distance"
    #: a place in pixels minus the starting place, in torso lengths of the starting position
    CHANGE_IN_TORSO = "change in torso lengths"
    #: the same without its sign
    DISTANCE_IN_TORSO = "distance in torso lengths"
    #: divided by the person's own value in the starting position
    SHARE = "share"
    #: a height as the angle whose cosine is its share of the start: how far something rolled over
    ROLLED = "rolled"


class Severity(IntEnum):
    """1 shown, 2 spoken after 1.5 s, 3 spoken after 0.5 s and caps the score, 4 stops the set."""

    SHOW = 1
    SPEAK = 2
    URGENT = 3
    STOP = 4


@dataclass(frozen=True, slots=True)
class Arc:
    """How a measured angle is drawn on the body: at `vertex`, from `base` to `arm`.

    `base` is a joint or one of ``"up"``, ``"down"``, ``"ahead"`` (horizontal, the way the person faces)
    and ``"straight"`` (the prolongation of `start` → `vertex`).
    """

    vertex: Joint
    arm: Joint
    base: Joint | str
    #: positive values turn away from the person's front, as those of a bent knee do
    backward: bool = False


@dataclass(frozen=True, slots=True)
class Measure:
    """One named number that a body shows.

    Parameters
    ----------
    name
        Stable kebab-case name, used in results, profiles and labels.
    title
        The same for people.
    unit
        Unit of the value.
    of
        Function of the body and the side that gives the value, ``NaN`` where it is unknown.
    limb
        The chain of joints it is read from; drawn in the colour of the check's state, and their
        visibility is the confidence of the value.
    arc
        How to draw it as an angle, when it is one.
    relative
        Whether the value is taken as it is or against the starting position.
    silhouette
        It is read from the segmentation mask, which the estimator then has to deliver.
    """

    name: str
    title: str
    unit: Unit
    of: Callable[[Body, Side], float]
    limb: tuple[Joint, ...]
    arc: Arc | None = None
    relative: Relative = Relative.ABSOLUTE
    silhouette: bool = False
    #: one value for the whole body, whichever side is asked
    whole: bool = False
    #: what has to be said wherever a range of motion is shown in this measure
    caveat: str = ""
    #: of a change that leads an exercise: the usual value at the start, taken until the own is known
    usual: float = math.nan

    @property
    def starts_at_zero(self) -> bool:
        """Whether the value is 0 in the starting position by definition."""
        return self.relative not in (Relative.ABSOLUTE, Relative.SHARE)


class When(StrEnum):
    """In which part of an exercise a check is judged."""

    #: in the stretched or lifted position only
    POSITION = "in position"
    #: in position and on the way there and back
    MOVING = "whenever away from the start"
    #: all the time the person is in the exercise's posture
    ALWAYS = "always"


@dataclass(frozen=True, slots=True)
class Check:
    """One rule: a measure, its band, and what to say when it is broken.

    Parameters
    ----------
    fault
        Id out of the one vocabulary of faults.
    measure, band
        What is judged and how.
    severity
        How much it matters.
    cue
        What is said when the value is beyond the band; with `cue_low`, when it is above it.
    cue_low
        What is said when the value is below the band, if that needs other words.
    body_cue
        The plainer wording that names the body part, used when the cue failed twice.
    side
        ``"working"``, ``"other"`` (the resting limb), ``"near"``, ``"far"``; a measure of the whole
        body ignores it.
    when
        In which part of the exercise it is judged.
    source
        Where the numbers come from.
    """

    fault: str
    measure: Measure
    band: Band
    severity: Severity
    cue: str
    cue_low: str = ""
    body_cue: str = ""
    side: str = "working"
    when: When = When.POSITION
    source: str = ""
    #: of an exercise with two ends: +1 judged at the upper end only, -1 at the lower, 0 at both
    end: int = 0
    #: the fault named when the value is too low; by default the same as `fault`
    fault_low: str = ""

    def __post_init__(self) -> None:
        """Raise ``ValueError`` when something is said that cannot be."""
        require_check(self)

    def fault_for(self, value: float) -> str:
        """Return the id of the fault that `value`, outside the band, amounts to."""
        return self.fault_low if self.fault_low and value < self.band.ok_low else self.fault

    def cue_for(self, value: float) -> str:
        """Return what to say about `value`, outside the band."""
        return self.cue_low if self.cue_low and value < self.band.ok_low else self.cue


@dataclass(frozen=True, slots=True)
class Primary:
    """What the exercise is about: the measure that leads into the position, and its zone.

    Parameters
    ----------
    measure
        The leading measure. It grows toward the position unless `decreasing`.
    zone
        Value from which the position counts as reached, lowered for a stiff person.
    good, cap
        The recommended interval and the value past which it is too deep.
    rest
        Usual value in the starting position, used until the person's own is known; at least 15° from
        `zone`.
    cap_fault, cap_cue, cap_severity
        What going past the cap is.
    decreasing
        The position lies at small values of the measure.
    strict
        Below the good interval is judged like any other check (strength work), not as stiffness.
    low_fault, low_cue
        What staying below the ok interval is, and what to say. The fault of a stretch is
        ``not-there-yet``, which is encouragement only.
    """

    measure: Measure
    zone: float
    good: tuple[float, float]
    ok: tuple[float, float]
    rest: float
    cap_fault: str = "too-deep"
    cap_cue: str = "Ease back a little. A mild pull is enough."
    cap_severity: Severity = Severity.URGENT
    decreasing: bool = False
    strict: bool = False
    #: the way to a second position, on the other side of the start, by the same measure
    other: Primary | None = None
    low_fault: str = "not-there-yet"
    low_severity: Severity = Severity.SHOW
    low_cue: str = "A little further if it is comfortable."

    def __post_init__(self) -> None:
        """Raise ``ValueError`` unless start, zone, good values and cap follow each other."""
        require_primary(self)


@dataclass(frozen=True, slots=True)
class Pace:
    """Limits of speed for what moves, in degrees a second, as means of one smooth movement.

    Up to `good_deg_s` is slow enough, up to `stop_deg_s` is shown and costs control, beyond it the stop
    cue is spoken (catalogue §4).
    """

    measure: Measure
    good_deg_s: float
    stop_deg_s: float

    def __post_init__(self) -> None:
        """Raise ``ValueError`` unless 0 < good <= stop."""
        require_pace(self)


def trunk_pace(measure: Measure) -> Pace:
    """Return the limits for bending, extending and turning the trunk, and for the neck."""
    return Pace(measure, good_deg_s=30.0, stop_deg_s=60.0)


def leg_pace(measure: Measure) -> Pace:
    """Return the limits for raising a leg and drawing a knee in."""
    return Pace(measure, good_deg_s=45.0, stop_deg_s=90.0)


@dataclass(frozen=True, slots=True)
class Exercise:
    """One exercise of the catalogue, complete."""

    id: str
    title: str
    folder: Folder
    targets: tuple[str, ...]
    setup: str
    camera: str
    view: View
    posture: tuple[Posture, ...]
    observability: Observability
    dose: Dose
    source: str
    primary: Primary | None = None
    checks: tuple[Check, ...] = ()
    pace: Pace | None = None
    #: done on one side at a time
    sides: bool = False
    #: when the primary is the same on both sides: the side on which this measure is larger works
    side_by: Measure | None = None
    #: by this much it must be larger for the side to change, in the unit of the measure
    side_lead: float = 10.0
    #: the whole body before the movement: the start is learnt nowhere else
    start: Stance = field(default_factory=Stance)
    #: the whole body in the position: what is not so is another exercise
    position: Stance = field(default_factory=Stance)
    #: how it looks: what is drawn of it, never judged; without one it is drawn from the stances
    figure: Figure | None = field(default=None, hash=False, repr=False)
    #: the trunk turns: the view is judged by feet and hips at rest and kept while turning
    turning: bool = False
    #: judged and counted, but given no score
    scored: bool = True
    #: only with consent and after the hard gate (catalogue §9)
    opt_in: bool = False
    near: Near = Near.EITHER
    #: joints of the near side that must be seen before anything is judged
    needs: tuple[Joint, ...] = (Joint.SHOULDER, Joint.HIP, Joint.KNEE, Joint.ANKLE)
    #: answers of the screening that exclude this exercise (catalogue §4)
    contraindications: tuple[str, ...] = ()
    #: faults that the one camera of this exercise cannot see: said, so that silence is not taken for praise
    not_seen: tuple[str, ...] = ()
    #: extra measures that are reported, not judged
    reports: tuple[Measure, ...] = field(default=())
    #: faults that only this exercise has, beside those of :data:`posecheck.exercise.faults.FAULTS`
    faults: tuple[Fault, ...] = ()
    #: ids of what is done in its place where it has to be left out: the first that may be done
    replaced_by: tuple[str, ...] = ()
    #: how it is done with a contraindication instead of being left out
    adapted: tuple[Adaptation, ...] = ()
    #: it is left out for those whose back is eased by the contrary
    not_when: Eased | None = None
    #: what makes it easier, one after the other as often as it is asked for; then the dose is halved
    easier: tuple[Regression, ...] = ()
    #: with which level it comes, and how its hold grows
    ladder: Ladder = field(default_factory=Ladder)
    #: its side is told by the arm, as people say it; the working leg is the other one
    side_by_arm: bool = False
    #: what stands on the picture while steps are done
    going_on: str = KEEP_GOING
    #: language → English text of this exercise → the same in that language, as ``{"de": {…}}``; what
    #: posecheck's own catalogue has comes first
    words: Mapping[str, Mapping[str, str]] = field(default_factory=dict, hash=False, repr=False)

    def __post_init__(self) -> None:
        """Raise ``ValueError`` when something is said that cannot be, as a fault that nobody explains."""
        require_exercise(self)

    @property
    def measures(self) -> tuple[Measure, ...]:
        """Every measure the exercise uses, the primary first, each once."""
        used = [self.primary.measure] if self.primary else []
        used += [check.measure for check in self.checks]
        used += [self.pace.measure] if self.pace else []
        used += self.reports
        used += [self.side_by] if self.side_by else []
        return tuple({measure.name: measure for measure in used}.values())

    @property
    def needs_silhouette(self) -> bool:
        """Whether any of its measures is read from the segmentation mask."""
        return any(measure.silhouette for measure in self.measures)
