"""What takes long works in its turn, and what came of it is told."""

from __future__ import annotations

import asyncio
import sys

import pytest

from posecheck.app.work import tasks as tasks_module
from posecheck.app.work.tasks import Progress, Tasks


def run_task(monkeypatch: pytest.MonkeyPatch, code: str) -> tasks_module.Task:
    """Return a task that has run some Python in place of a command."""
    monkeypatch.setattr(tasks_module, "command_line", lambda *_: [sys.executable, "-c", code])

    async def run() -> tasks_module.Task:
        tasks = Tasks()
        task = tasks.add("test", ["x"], {"name": "it"})
        assert task.progress is Progress.WAITING
        assert tasks.is_busy
        await task.ended.wait()
        assert not tasks.is_busy
        return task

    return asyncio.run(run())


def test_a_task_that_ends_well_has_what_it_printed(monkeypatch: pytest.MonkeyPatch) -> None:
    task = run_task(monkeypatch, "import sys; print('result'); print('0.5', file=sys.stderr)")
    assert (task.progress, task.said, task.share) == (Progress.DONE, "result\n", 0.5)
    assert task.told["name"] == "it"


def test_a_task_that_fails_has_its_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    task = run_task(monkeypatch, "import sys; print('Error: No such file.', file=sys.stderr); sys.exit(2)")
    assert (task.progress, task.problem) == (Progress.FAILED, "No such file.")


def test_a_task_that_is_stopped_works_no_more_and_the_next_has_its_turn(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(
        tasks_module,
        "command_line",
        lambda *said: [sys.executable, "-c", f"import time; time.sleep({said[0]})"],
    )

    async def run() -> tuple[Progress, Progress]:
        tasks = Tasks()
        long, short = tasks.add("test", ["60"], {}), tasks.add("test", ["0"], {})
        while long.progress is not Progress.WORKING:  # noqa: ASYNC110 - it has no event for it
            await asyncio.sleep(0.01)
        tasks.stop(long.id)
        await short.ended.wait()
        return long.progress, short.progress

    assert asyncio.run(run()) == (Progress.STOPPED, Progress.DONE)
