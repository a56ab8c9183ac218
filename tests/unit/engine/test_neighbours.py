"""What looks like an exercise and is none is not counted as it, named or not."""

from __future__ import annotations

import pytest
from fixtures.cases import each_of
from fixtures.neighbours import NEIGHBOURS, Neighbour

from posecheck.engine.events import Event, HoldEnded, RepDone
from posecheck.engine.recogniser import Recogniser
from posecheck.engine.trainer import Trainer
from posecheck.exercise import Guided, Hold
from posecheck.exercise.catalogue import all_exercises
from posecheck.pose import Pose
from posecheck.testing import PERFORMANCES, film, moving, perform, steady

EXERCISES = all_exercises()
FPS = 10.0
HOLD_TARGET_S = 4.0
#: The rest at the end of a session is a gentle child's pose: each is the other.
SAME = {frozenset(("childs-pose", "gentle-rest"))}

PAIRS = [
    pytest.param(name, neighbour, id=f"{name}-{neighbour.name}")
    for name, neighbours in NEIGHBOURS.items()
    if not isinstance(EXERCISES[name].dose, Guided)
    for neighbour in neighbours
]


def poses_of(neighbour: Neighbour) -> list[Pose]:
    motion = moving(neighbour.rest, neighbour.position, neighbour.table)
    return film(motion, steady(neighbour.table.duration_s, FPS), neighbour.camera)


def counted(exercise: str, poses: list[Pose]) -> list[Event]:
    chosen = EXERCISES[exercise]
    trainer = Trainer(chosen, hold_target_s=HOLD_TARGET_S if isinstance(chosen.dose, Hold) else None)
    events = [event for pose in poses for event in trainer.step(pose).events] + list(trainer.finish())
    return [
        event
        for event in events
        if isinstance(event, RepDone) or (isinstance(event, HoldEnded) and event.counted)
    ]


def test_every_exercise_has_its_neighbours_written_down() -> None:
    assert set(NEIGHBOURS) == set(EXERCISES)
    assert all(NEIGHBOURS.values())


@each_of("exercise, neighbour", PAIRS)
def test_a_neighbour_is_not_counted_as_the_exercise(exercise: str, neighbour: Neighbour) -> None:
    assert counted(exercise, poses_of(neighbour)) == []


@each_of("done", PERFORMANCES)
def test_an_exercise_is_counted_as_itself_and_as_no_other(done: str) -> None:
    poses = list(perform(done, fps=FPS))
    named = {
        exercise.id
        for exercise in EXERCISES.values()
        if not exercise.opt_in and not isinstance(exercise.dose, Guided) and counted(exercise.id, poses)
    }
    assert done in named
    assert all(frozenset((done, other)) in SAME for other in named - {done})


@each_of(
    "neighbour",
    {each.name: each for every in NEIGHBOURS.values() for each in every}.values(),
    ids=lambda n: n.name,
)
def test_a_neighbour_is_not_recognised_as_what_it_is_mistaken_for(neighbour: Neighbour) -> None:
    mistaken = {name for name, neighbours in NEIGHBOURS.items() if neighbour in neighbours}
    watching = Recogniser(EXERCISES[name] for name in sorted(mistaken))
    for pose in poses_of(neighbour):
        watching.step(pose)
    assert watching.recognised().exercise is None
