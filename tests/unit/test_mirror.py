"""The tests mirror the rooms: who changes a module finds its test where the module's room is."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path

from fixtures.cases import each_of

ROOT = Path(__file__).parents[2]
CODE, TESTS = ROOT / "posecheck", ROOT / "tests"

#: Modules without a test in their room, and what tests them instead.
TESTED_BY = {
    # what is drawn is told by the picture as a whole
    "book/variants.py": "unit/book/test_exercise_book.py",
    "outputs/overlay/angle.py": "unit/outputs/test_overlay.py",
    "outputs/overlay/captions.py": "unit/outputs/test_overlay.py",
    "outputs/overlay/lettering.py": "unit/outputs/test_lettering.py",
    "outputs/overlay/limbs.py": "unit/outputs/test_overlay.py",
    "outputs/overlay/scene.py": "unit/outputs/test_overlay.py",
    "book/strokes.py": "unit/book/test_exercise_book.py",
    "outputs/overlay/cards.py": "unit/outputs/test_screen.py",
    "outputs/overlay/dial.py": "unit/outputs/test_dose_on_the_picture.py",
    "outputs/overlay/figure_panel.py": "unit/outputs/test_figure_panel.py",
    "outputs/overlay/icons.py": "unit/outputs/test_screen.py",
    "outputs/overlay/inset.py": "unit/outputs/test_screen.py",
    "outputs/overlay/layout.py": "unit/outputs/test_layout.py",
    "outputs/overlay/placement.py": "unit/outputs/test_layout.py",
    "outputs/overlay/screen.py": "unit/outputs/test_screen.py",
    "outputs/overlay/status.py": "unit/outputs/test_screen.py",
    "outputs/overlay/text_fit.py": "unit/outputs/test_screen.py",
    "outputs/page/summary.py": "integration/app/test_session.py",
    "outputs/overlay/words.py": "unit/outputs/test_screen.py",
    # a test is tried on a figure that does it, and taken in a live session
    "assessment/progress.py": "unit/assessment/test_programme.py",
    "cli/assess_printing.py": "cli/test_assess.py",
    "cli/assess_taking.py": "cli/test_assess.py",
    "lab/assessments/tables.py": "integration/test_accuracy.py",
    "report/assessment_chart.py": "unit/report/test_assessments_part.py",
    "lab/tuning/page.py": "cli/test_tune.py",
    "lab/tuning/plots.py": "cli/test_tune.py",
    # a command is tested as it is called; these are parts of one
    "cli/frame_progress.py": "unit/app/test_videos.py",
    "cli/clip_window.py": "integration/test_label_window.py",
    "cli/app.py": "integration/app/test_one_app.py",
    "cli/asking.py": "cli/test_screening.py",
    "cli/label_people.py": "cli/test_label.py",
    "cli/tune_printing.py": "cli/test_tune.py",
    "cli/event_lines.py": "cli/test_live.py",
    "cli/record.py": "cli/test_live.py",
    "cli/routine.py": "integration/test_routine.py",
    "cli/routine_plan.py": "integration/test_routine.py",
    "cli/plan_questions.py": "cli/test_plan.py",
    "cli/studio.py": "cli/test_live.py",
    "cli/routine_printing.py": "integration/test_routine.py",
    "cli/routine_setup.py": "integration/test_routine.py",
    "cli/routine_summary.py": "cli/test_routine_pain.py",
    "cli/usage_errors.py": "cli/test_foreign_names.py",
    "cli/watch.py": "cli/test_label.py",
    "lab/labelling/comparison_table.py": "cli/test_label.py",
    "lab/labelling/watch_window.py": "integration/test_label_window.py",
    "lab/evaluation/evaluate.py": "cli/test_evaluate.py",
    "cli/evaluating.py": "cli/test_evaluate.py",
    # many clips at once: what is kept, and on a cluster
    "cli/looking.py": "cli/test_tune.py",
    "batch/crew.py": "cli/test_batch.py",
    "batch/looking.py": "unit/lab/evaluation/test_landmarks.py",
    "lab/evaluation/looking.py": "integration/test_batch_on_dask.py",
    "lab/tuning/readings.py": "unit/lab/tuning/test_replayed.py",
    # parts of the trainer, which is tested by what it makes of poses
    "engine/judging.py": "unit/engine/test_trainer.py",
    "engine/exercise_state.py": "unit/engine/test_trainer.py",
    "engine/frame_state.py": "unit/engine/test_trainer.py",
    "engine/performers/arrival.py": "unit/engine/performers/test_holds.py",
    "engine/performers/performer.py": "unit/engine/performers/test_another_dose.py",
    "engine/performers/positions.py": "unit/engine/performers/test_holds.py",
    # need the real landmarker, a real video, a real screen or a real process
    "outputs/bare_screen.py": "integration/test_window.py",
    "estimator/bundle.py": "integration/test_bundle.py",
    "estimator/landmarker.py": "integration/test_estimator.py",
    "sources/video.py": "integration/test_sources.py",
    "outputs/exposure.py": "integration/test_window.py",
    "start.py": "cli/test_plain_output.py",
    # one family of measures a module: all on bodies whose angles are known
    "exercise/measures/chains.py": "unit/exercise/test_measures.py",
    "exercise/measures/limbs.py": "unit/exercise/test_measures.py",
    "exercise/measures/lines.py": "unit/exercise/test_measures.py",
    "exercise/measures/places.py": "unit/exercise/test_measures.py",
    "exercise/measures/traits.py": "unit/engine/test_neighbours.py",
    "exercise/measures/trunk.py": "unit/exercise/test_measures.py",
    "exercise/measures/turns.py": "unit/exercise/test_measures.py",
    # data, with little that is worked out of it
    "exercise/doses/dose.py": "unit/engine/performers/test_another_dose.py",
    "exercise/doses/guided.py": "unit/routines/test_dose.py",
    "exercise/doses/movements.py": "unit/routines/test_dose.py",
    "exercise/doses/positions.py": "unit/routines/test_dose.py",
    "exercise/figure.py": "unit/figures/test_figures.py",
    "figures/mannequin.py": "unit/figures/test_figures.py",
    "figures/props.py": "unit/figures/test_figures.py",
    "figures/stance_figure.py": "unit/figures/test_figures.py",
    "exercise/exercise.py": "unit/exercise/test_validation.py",
    # the tables and values of a file, told by what is wrong with one
    "prescription/exercise_tables.py": "unit/prescription/test_reading.py",
    "prescription/prescription.py": "unit/prescription/test_reading.py",
    "exercise/stance.py": "unit/engine/test_stance_following.py",
    # what is kept is tested through the one door to it
    "history/event_rows.py": "unit/history/test_store.py",
    "history/deletion.py": "cli/test_history.py",
    "history/reading.py": "unit/history/test_store.py",
    "report/exercise_part.py": "unit/report/test_page.py",
    "report/clinician/exactness.py": "unit/report/clinician/test_sheet.py",
    "report/session_part.py": "unit/report/test_page.py",
    "report/scales.py": "unit/report/test_page.py",
    "routines/pain.py": "cli/test_routine_pain.py",
    "routines/recorder.py": "unit/session/test_transcript.py",
    "routines/screening_kept.py": "cli/test_screening.py",
    "routines/session_titles.py": "cli/test_history.py",
    "routines/resuming.py": "integration/test_routine_sides.py",
    "support/settings_file.py": "unit/app/test_settings.py",
    "sources/base.py": "unit/session/test_session.py",
    "outputs/result_file.py": "unit/session/test_live.py",
    "outputs/sinks.py": "cli/test_replay.py",
    "testing/hands.py": "unit/perception/test_gestures.py",
    "testing/skeletons.py": "unit/exercise/test_measures.py",
}


#: Rooms of pages: each is tested through its pages, by one test.
ROOMS = {
    "app": "integration/app/test_pages.py",
    "app/assessments": "unit/app/test_assessments.py",
    "app/exercises": "unit/app/test_exercises.py",
    "app/gate": "unit/app/test_gate.py",
    "app/goals": "unit/app/test_goals.py",
    "app/help": "unit/app/test_help.py",
    "app/labels": "unit/app/test_labelling.py",
    "app/pages": "integration/app/test_pages.py",
    "app/prescriptions": "unit/app/test_prescriptions.py",
    "app/progress": "unit/app/test_progress.py",
    "app/reminders": "unit/app/test_reminders.py",
    "app/routines": "unit/app/test_routines.py",
    "app/settings": "unit/app/test_settings.py",
    "app/training": "integration/app/test_session.py",
    "app/tuning": "unit/app/test_tuning.py",
    "app/videos": "unit/app/test_videos.py",
    "app/work": "unit/app/test_work.py",
}


def with_logic() -> dict[str, Path]:
    """Return the modules that have functions, by their path within the package; protocols have none."""
    found = {}
    for path in sorted(CODE.rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        functions = [each for each in ast.walk(tree) if isinstance(each, ast.FunctionDef)]
        if any(_does_something(each) for each in functions) and path.name != "__init__.py":
            found[path.relative_to(CODE).as_posix()] = path
    return found


def _does_something(function: ast.FunctionDef) -> bool:
    """Return whether there is more in it than words, and whether it is no method that Python calls."""
    words = [isinstance(each, ast.Expr) and isinstance(each.value, ast.Constant) for each in function.body]
    return not all(words) and not function.name.startswith("__")


def is_mirrored(module: str) -> bool:
    """Return whether a test of the module's room has its name, or imports it by its path."""
    path = Path(module)
    room = TESTS / "cli" if path.parts[0] == "cli" else TESTS / "unit" / path.parent
    dotted = ".".join(("posecheck", *path.with_suffix("").parts))
    tests = room.glob("test_*.py") if path.parent == Path() else room.rglob("test_*.py")
    return any(test.stem == f"test_{path.stem}" or dotted in _imported(test) for test in tests)


@cache
def _imported(test: Path) -> frozenset[str]:
    """Return what a test imports, each name with its package."""
    names: set[str] = set()
    for each in ast.walk(ast.parse(test.read_text(encoding="utf-8"))):
        if isinstance(each, ast.ImportFrom):
            names |= {str(each.module), *(f"{each.module}.{alias.name}" for alias in each.names)}
        elif isinstance(each, ast.Import):
            names |= {alias.name for alias in each.names}
    return frozenset(names)


MODULES = with_logic()


@each_of("module", MODULES)
def test_every_module_has_a_test_in_its_room_or_is_said_to_be_tested_elsewhere(module: str) -> None:
    tested = is_mirrored(module) or module in TESTED_BY or Path(module).parent.as_posix() in ROOMS
    assert tested, "it has no test in its room"


@each_of("module, test", TESTED_BY.items(), ids=TESTED_BY)
def test_what_is_said_to_be_tested_elsewhere_is_so_and_is_still_needed(module: str, test: str) -> None:
    there, tested, needless = module in MODULES, (TESTS / test).is_file(), is_mirrored(module)
    assert there, "there is no such module: take it out of the list"
    assert tested, f"there is no {test}"
    assert not needless, "it has a test in its room: take it out of the list"


@each_of("room, test", ROOMS.items(), ids=ROOMS)
def test_a_room_of_pages_is_there_and_so_is_its_test(room: str, test: str) -> None:
    there, tested = any((CODE / room).glob("*.py")), (TESTS / test).is_file()
    assert there, "there is no such room: take it out of the list"
    assert tested, f"there is no {test}"
