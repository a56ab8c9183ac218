"""Constructed skeletons over time: :func:`perform` moves smoothly from one stance to another and back.

As a repetition or a hold does; what the poses show, and when, is known exactly.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from posecheck.testing.skeletons import (
    ADULT,
    ALL_FOURS,
    DEAD_BUG_START,
    FRONT,
    LEFT_SIDE,
    SITTING,
    STANDING,
    SUPINE,
    SUPINE_KNEES_BENT,
    JointAngles,
    Person,
    Viewpoint,
    back_extension,
    between,
    bird_dog,
    both,
    bridge,
    childs_pose,
    dead_bug,
    hinge,
    knee_to_chest,
    knee_up,
    leg_raise,
    lunge,
    pose_of,
    prone_lift,
    seated_reach,
    side_bend,
)

if TYPE_CHECKING:
    from posecheck.pose import Landmark, Pose

#: Joint angles of the person at a time in seconds.
Motion = Callable[[float], JointAngles]


def smoothly(share: float) -> float:
    """Return the way made good by a minimum-jerk movement after `share` of its time, both 0 to 1."""
    share = min(1.0, max(0.0, share))
    return share**3 * (10.0 - 15.0 * share + 6.0 * share**2)


@dataclass(frozen=True, slots=True)
class Timetable:
    """Rest, move in, hold, move out; that is repeated, and rest again. All in seconds."""

    rest_s: float = 2.0
    in_s: float = 3.0
    hold_s: float = 6.0
    out_s: float = 3.0
    times: int = 1

    @property
    def cycle_s(self) -> float:
        """Duration of one round."""
        return self.rest_s + self.in_s + self.hold_s + self.out_s

    @property
    def duration_s(self) -> float:
        """Duration of everything."""
        return self.times * self.cycle_s + self.rest_s

    def holds(self) -> list[tuple[float, float]]:
        """Return when the position is held."""
        starts = [n * self.cycle_s + self.rest_s + self.in_s for n in range(self.times)]
        return [(start, start + self.hold_s) for start in starts]

    def share(self, time_s: float) -> float:
        """Return how far into the position the person is: 0 at rest, 1 in it."""
        passed_s = time_s % self.cycle_s if time_s < self.times * self.cycle_s else 0.0
        moving_s = passed_s - self.rest_s
        leaving_s = moving_s - self.in_s - self.hold_s
        return smoothly(moving_s / self.in_s) - smoothly(leaving_s / self.out_s)


def steady(duration_s: float, fps: float) -> list[float]:
    """Return the times of the frames of a source with an even rate."""
    return [n / fps for n in range(round(duration_s * fps))]


def uneven(duration_s: float, fps: float, seed: int = 7) -> list[float]:
    """Return frame times of a source whose rate varies between half and twice `fps`."""
    random = np.random.default_rng(seed)
    times = [0.0]
    while times[-1] < duration_s:
        times.append(times[-1] + float(random.uniform(0.5, 2.0)) / fps)
    return times[:-1]


def film(  # noqa: PLR0913 - what there is to construct
    motion: Motion,
    times_s: Sequence[float],
    camera: Viewpoint = LEFT_SIDE,
    *,
    person: Person = ADULT,
    noise_px: float = 0.0,
    seed: int = 1,
    hidden: Callable[[float], Iterable[Landmark]] = lambda _time_s: (),
) -> list[Pose]:
    """Return the poses of a motion at `times_s`; `hidden` tells what is not seen at a time."""
    random = np.random.default_rng(seed)
    return [
        pose_of(
            motion(time_s),
            camera,
            person=person,
            time_s=time_s,
            noise_px=noise_px,
            random=random,
            hidden=hidden(time_s),
        )
        for time_s in times_s
    ]


def moving(rest: JointAngles, position: JointAngles, table: Timetable) -> Motion:
    """Return the motion from `rest` to `position` and back after the timetable."""
    return lambda time_s: between(rest, position, table.share(time_s))


@dataclass(frozen=True, slots=True)
class Performance:
    """How one exercise is constructed: the start, the position, and the camera it wants.

    A performance of both sides one after the other has every second round swapped.
    """

    rest: JointAngles
    position: JointAngles
    camera: Viewpoint = LEFT_SIDE
    table: Timetable = Timetable()
    swapping: bool = False

    def at(self, time_s: float) -> JointAngles:
        """Return the stance at a time."""
        stance = between(self.rest, self.position, self.table.share(time_s))
        return stance.swapped() if self.swapping and int(time_s // self.table.cycle_s) % 2 else stance


#: A good performance of each exercise, by its id; the left side works.
PERFORMANCES: dict[str, Performance] = {
    "supine-hamstring": Performance(SUPINE, leg_raise(70.0)),
    "standing-hamstring": Performance(hinge(0.0), hinge(35.0)),
    "knee-to-chest": Performance(knee_to_chest(15.0), knee_to_chest()),
    "childs-pose": Performance(ALL_FOURS, childs_pose()),
    "bridge": Performance(bridge(127.0), bridge(180.0), table=Timetable(hold_s=4.5, times=2)),
    "bird-dog": Performance(ALL_FOURS, bird_dog(), table=Timetable(hold_s=5.5, times=2)),
    "back-extension": Performance(
        STANDING, back_extension(18.0), table=Timetable(in_s=2.0, hold_s=2.5, out_s=2.0, times=2)
    ),
    "side-bend": Performance(STANDING, side_bend(18.0), FRONT),
    "double-knee-to-chest": Performance(SUPINE_KNEES_BENT, JointAngles(-90.0, **both(hip=125.0, knee=125.0))),
    "forward-fold": Performance(STANDING, JointAngles(85.0, **both(hip=85.0, knee=12.0))),
    "seated-hamstring": Performance(seated_reach(0.0), seated_reach(28.0)),
    "seated-rotation": Performance(SITTING, replace(SITTING, twist=30.0), FRONT),
    "trunk-rotation": Performance(
        STANDING, JointAngles(twist=30.0), FRONT, Timetable(in_s=1.5, hold_s=1.0, out_s=1.5, times=2)
    ),
    "sphinx": Performance(prone_lift(3.0), prone_lift(22.0)),
    "press-up": Performance(
        prone_lift(5.0, elbow_deg=20.0, shoulder_deg=165.0),
        prone_lift(35.0, elbow_deg=0.0, shoulder_deg=103.0),
        table=Timetable(in_s=2.0, hold_s=1.5, out_s=2.0, times=2),
    ),
    "dead-bug": Performance(
        DEAD_BUG_START, dead_bug(), table=Timetable(in_s=2.5, hold_s=2.0, out_s=2.5, times=2)
    ),
    "reverse-lunge": Performance(
        STANDING, lunge(80.0), table=Timetable(in_s=2.0, hold_s=1.5, out_s=2.0, times=2)
    ),
    "gentle-rest": Performance(ALL_FOURS, childs_pose()),
    "march": Performance(
        STANDING,
        knee_up(70.0),
        FRONT,
        Timetable(rest_s=0.05, in_s=0.4, hold_s=0.05, out_s=0.4, times=12),
        swapping=True,
    ),
}


def perform(  # noqa: PLR0913 - what there is to construct
    exercise: str,
    *,
    fps: float = 15.0,
    noise_px: float = 0.0,
    seed: int = 1,
    position: JointAngles | None = None,
    table: Timetable | None = None,
) -> list[Pose]:
    """Return the poses of a constructed performance of an exercise.

    Parameters
    ----------
    exercise
        Id of an exercise of :data:`PERFORMANCES`.
    fps
        Frames a second.
    noise_px, seed
        Error of the landmarks.
    position, table
        Another position or another timetable than the good one.
    """
    own = PERFORMANCES[exercise]
    done = replace(own, position=position or own.position, table=table or own.table)
    lead_s = 2.0 if own.swapping else 0.0  # steps need a moment of standing to begin from
    times = steady(lead_s + done.table.duration_s, fps)
    return film(
        lambda time_s: done.at(time_s - lead_s) if time_s >= lead_s else done.rest,
        times,
        done.camera,
        noise_px=noise_px,
        seed=seed,
    )


def shifted(poses: Iterable[Pose], by_s: float) -> Iterator[Pose]:
    """Yield the poses at other times."""
    for pose in poses:
        yield replace(pose, time_s=pose.time_s + by_s)
