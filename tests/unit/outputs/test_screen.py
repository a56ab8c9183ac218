"""What is written on the screen can be read from three metres, and never covers the person."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from posecheck.engine.events import Phase, State, ViewState
from posecheck.exercise import Exercise, Primary
from posecheck.exercise.catalogue import all_exercises
from posecheck.outputs.overlay import Card, SessionInfo, draw_overlay, draw_screen, person_box
from posecheck.outputs.overlay.layout import lay_out_beside, with_words
from posecheck.outputs.overlay.lettering import letter_height_px
from posecheck.outputs.overlay.palette import GOOD, OK, WRITINGS, Colour
from posecheck.outputs.overlay.placement import USUAL, Span, lay_out_over
from posecheck.outputs.overlay.scene import Scene
from posecheck.outputs.overlay.screen import Screen
from posecheck.outputs.overlay.text_fit import set_text, short_forms
from posecheck.outputs.overlay.words import WordsAnnotator, words_strip
from posecheck.outputs.wording import KEY_HELP, PAUSED, SHOW_ME, WATCHING
from posecheck.pose import SKELETON, Pose, Side
from posecheck.support.language import ENGLISH, find_language, languages
from posecheck.testing import ALL_FOURS, PRONE, STANDING, SUPINE, leg_raise, pose_of

if TYPE_CHECKING:
    from conftest import MakeExercise, MakeMoment, MakePose

    from posecheck.engine.events import Assessment
    from posecheck.outputs.overlay.layout import Regions, Size
    from posecheck.outputs.overlay.lettering import Written
    from posecheck.pose.frame import ImageArray
    from posecheck.support.language import Language

CANVASES: tuple[Size, ...] = ((1920, 1080), (1280, 720), (640, 480), (720, 1280), (1080, 1920), (2560, 1080))
SESSION = SessionInfo(place=(2, 8), sets=(1, 2), side=Side.LEFT, next_title="Glute bridge", left_s=700.0)


def _plain(size: Size = (640, 480), grey: int = 120) -> ImageArray:
    return np.full((size[1], size[0], 3), grey, np.uint8)


def cues_of(exercise: Exercise) -> set[str]:
    """Return everything that may be said about how an exercise is done."""
    cues = {text for check in exercise.checks for text in (check.cue, check.cue_low, check.body_cue)}
    primary: Primary | None = exercise.primary
    while primary is not None:
        cues |= {primary.cap_cue, primary.low_cue}
        primary = primary.other
    return cues - {""}


@pytest.fixture
def screen_of(make_pose: MakePose, make_assessment: MakeMoment, make_exercise: MakeExercise) -> Any:
    """Return a function that draws a moment, changed as it is told, and returns the screen."""

    def draw(
        canvas: Size | None = (1280, 720),
        info: SessionInfo = SESSION,
        *,
        pose: Pose | None = None,
        exercise: Exercise | None = None,
        image: ImageArray | None = None,
        language: Language = ENGLISH,
        mirrored: bool = True,
        figure: Any = None,
        gestures: tuple[str, ...] = (),
        **changes: Any,
    ) -> Screen:
        pose = make_pose() if pose is None else pose
        image = _plain((pose.width_px, pose.height_px)) if image is None else image
        scene = Scene(
            image, pose, make_assessment(**changes), exercise or make_exercise(), mirrored, language
        )
        return draw_screen(image, scene, info, canvas, figure=figure, keys=KEY_HELP, gesture_help=gestures)

    return draw


def texts(screen: Screen) -> str:
    return " ".join(line.text for line in screen.written)


# --- letters -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("code", languages())
@pytest.mark.parametrize("canvas", CANVASES)
def test_every_cue_of_every_exercise_is_written_in_full_and_large(
    canvas: Size, code: str, make_assessment: MakeMoment, make_exercise: MakeExercise
) -> None:
    """Beside the picture, as in a window, and over it, as in a video of that size."""
    language = find_language(code)
    cues = {language.translate(cue) for exercise in all_exercises().values() for cue in cues_of(exercise)}
    beside, over = lay_out_beside(canvas, (640, 480)), lay_out_over(canvas, USUAL)
    for regions, least in ((beside, max(min(canvas), beside.picture.height) / 16), (over, min(canvas) / 16)):
        cut = []
        for cue in cues:
            lines = _large(cue, regions, make_assessment(), make_exercise())
            if _joined(lines) != cue.replace(" ", "") or min(line.letter_px for line in lines) < least:
                cut.append([line.text for line in lines])
        assert cut == [], "nothing is left out, nothing is smaller"


@pytest.mark.parametrize("code", languages())
def test_beside_somebody_who_stands_cues_are_whole_or_end_with_a_clause(
    code: str, make_assessment: MakeMoment, make_exercise: MakeExercise
) -> None:
    translate = find_language(code).translate
    regions = lay_out_over((640, 480), replace(USUAL, span=Span.RIGHT))
    for cue in {translate(cue) for exercise in all_exercises().values() for cue in cues_of(exercise)}:
        lines = _large(cue, regions, make_assessment(), make_exercise())
        said = _joined(lines)
        assert said[:-1] in cue.replace(" ", "")
        assert said[-1] in ".!"
        assert min(line.letter_px for line in lines) >= 480 / 16


def _large(cue: str, regions: Regions, assessment: Assessment, exercise: Exercise) -> list[Written]:
    """Return the lines of the large words alone."""
    nothing = np.zeros((1, 1, 3), np.uint8)
    screen = Screen(nothing, regions, assessment, exercise, SessionInfo(saying=cue), ENGLISH)
    if not regions.beside:
        screen = replace(screen, regions=with_words(regions, words_strip(screen)))
    WordsAnnotator().annotate(screen)
    return screen.written


def _joined(lines: list[Written]) -> str:
    return "".join(line.text for line in lines).replace(" ", "")


@pytest.mark.parametrize("canvas", CANVASES)
def test_letters_are_as_large_in_the_picture_as_in_the_layout(canvas: Size, screen_of: Any) -> None:
    """Counted in pixels: how high the capital of the cue is that was really drawn."""
    screen = screen_of(canvas, SessionInfo(saying="HIH HIH"))
    line = next(line for line in screen.written if line.text == "HIH HIH")
    box = screen.canvas[int(line.top) - 2 : int(line.bottom) + 3, int(line.left) : int(line.right)]
    rows = np.flatnonzero((box.min(axis=2) > 180).any(axis=1))
    drawn_px = int(rows[-1] - rows[0]) + 1
    assert drawn_px == pytest.approx(line.letter_px, abs=1.5)
    assert drawn_px >= min(canvas) / 16


@pytest.mark.parametrize("code", languages())
@pytest.mark.parametrize("canvas", CANVASES)
def test_everything_that_matters_is_large_enough(canvas: Size, code: str, screen_of: Any) -> None:
    """Title, place, what comes next, time left, the dial, the words at the limb, cards and keys."""
    language = find_language(code)
    shown = [
        screen_of(canvas, info, language=language, exercise=exercise, **changes)
        for exercise in (all_exercises()["side-plank"], all_exercises()["press-up"], None)
        for info, changes in (
            (SESSION, {"primary": 70.0, "states": {"knee-bent": State.FAULT}, "faults": ("knee-bent",)}),
            (replace(SESSION, banner="3"), {"phase": Phase.SETUP}),
            (replace(SESSION, gesture="Next exercise", gesture_progress=0.5), {}),
            (replace(SESSION, card=QUESTION), {}),
            (replace(SESSION, card=PAIN), {}),
            (replace(SESSION, key_help=True), {}),
        )
    ]
    for screen in shown:
        picture = screen.regions.picture
        small = [
            line
            for line in screen.written
            if line.letter_px < (picture.height if _within(line, screen) else min(canvas)) / 28
        ]
        assert small == []
        assert all(line.left >= 0 and line.right <= canvas[0] + 1 for line in screen.written)
        assert all(line.top >= 0 and line.bottom <= canvas[1] + 1 for line in screen.written)


def _within(line: Written, screen: Screen) -> bool:
    """Return whether a line stands on the camera's picture, as the words at a limb do."""
    picture = screen.regions.picture
    on_it = picture.left <= line.left < picture.right and picture.top <= line.top < picture.bottom
    return on_it and screen.info.card is None and not screen.info.key_help


QUESTION = Card(
    "Is it all right to go on?", ("You have been lying still for two minutes.",), ("Yes", "No"), 0
)
PAIN = Card("How strong is your back pain now?", (), tuple(map(str, range(11))), 3)
#: As it is asked before a session.
MAY_BE_LEFT_OUT = replace(
    PAIN, lines=("From 0, none, to 10, the worst.",), options=(*PAIN.options, "I leave that out")
)


def test_a_long_text_is_said_shorter_and_never_smaller() -> None:
    text = "Lie on your back, and hold one leg behind the thigh. Keep the other one long. Breathe."
    found = set_text(text, 400, 60, least_px=30, most_px=60)
    assert " ".join(found.lines) == "Lie on your back."
    assert letter_height_px(found.size_px, bold=found.bold) >= 30
    forms = list(short_forms(text))
    assert forms[0] == text
    assert forms[1].endswith("long.")
    assert [len(form) for form in forms] == sorted((len(form) for form in forms), reverse=True)


def test_a_short_text_is_larger_than_it_must_be_and_no_word_is_broken() -> None:
    found = set_text("Hold still", 900, 200, least_px=30, most_px=45)
    assert letter_height_px(found.size_px) >= 45
    broken = set_text("Beinrückseite im Liegen", 195, 300, least_px=20, most_px=40)
    assert broken.lines == ("Beinrückseite", "im Liegen")
    assert not broken.bold, "thinner letters rather than a word in two"


# --- nothing over the person ---------------------------------------------------------------------------

POSTURES = {
    "lying": pose_of(SUPINE),
    "leg raised": pose_of(leg_raise(80.0)),
    "prone": pose_of(PRONE),
    "standing": pose_of(STANDING),
    "on all fours": pose_of(ALL_FOURS),
}


def _moved(pose: Pose, across: float, down: float) -> Pose:
    """Return the pose at a share of the room that is left across and down; smaller, so that there is room."""
    points = pose.image_px - pose.image_px.min(axis=0)
    points = points * (0.42 / max(points.max(axis=0) / (pose.width_px, pose.height_px)))
    room = np.array([pose.width_px, pose.height_px]) * 0.96 - points.max(axis=0)
    return replace(pose, image_px=(points + room * (across, down) + 4).astype(np.float32))


CORNERS = [(across, down) for across in (0.0, 0.5, 1.0) for down in (0.0, 1.0)]


@pytest.mark.parametrize("posture", POSTURES)
@pytest.mark.parametrize("canvas", CANVASES)
def test_beside_the_picture_no_words_touch_it(canvas: Size, posture: str, screen_of: Any) -> None:
    for across, down in CORNERS:
        screen = screen_of(
            canvas,
            replace(SESSION, saying="Straighten your raised knee, even if the leg comes down a little."),
            pose=_moved(POSTURES[posture], across, down),
        )
        picture = screen.regions.picture
        assert [line.text for line in screen.written if _touches(line, picture)] == []


def _touches(line: Written, box: Any) -> bool:
    return line.left < box.right and box.left < line.right and line.top < box.bottom and box.top < line.bottom


@pytest.mark.parametrize("mirrored", [False, True])
@pytest.mark.parametrize("posture", POSTURES)
def test_over_a_picture_no_words_touch_the_body(
    posture: str,
    mirrored: bool,  # noqa: FBT001 - a parameter of the test
    screen_of: Any,
) -> None:
    for across, down in CORNERS:
        pose = _moved(POSTURES[posture], across, down)
        screen = screen_of(
            None, SessionInfo(saying="Push your heel to the ceiling."), pose=pose, mirrored=mirrored
        )
        size = pose.width_px, pose.height_px
        body = person_box(pose, screen.assessment, size, mirrored=mirrored)
        assert body is not None
        assert [line.text for line in screen.written if _touches(line, body)] == []
        assert screen.regions.words.overlap(body) == 0


@pytest.mark.parametrize("posture", POSTURES)
def test_the_words_at_a_limb_stand_beside_it_and_not_on_a_bone(posture: str, screen_of: Any) -> None:
    pose = _moved(POSTURES[posture], 0.5, 0.5)
    screen = screen_of(
        (1920, 1080), primary=70.0, states={"knee-bent": State.FAULT}, faults=("knee-bent",), pose=pose
    )
    picture = screen.regions.picture
    words = [line for line in screen.written if _touches(line, picture)]
    assert any("Knee bent" in line.text for line in words)
    scale = picture.width / pose.width_px
    points = pose.image_px * scale
    points[:, 0] = picture.width - points[:, 0] + picture.left
    points[:, 1] += picture.top
    for a, b in SKELETON:
        for share in np.linspace(0, 1, 9):
            x, y = points[a] + (points[b] - points[a]) * share
            assert not [
                line.text for line in words if line.left < x < line.right and line.top < y < line.bottom
            ]


# --- what is shown -------------------------------------------------------------------------------------


def test_in_a_wrong_view_there_is_no_gauge(screen_of: Any) -> None:
    blocked = {"view": ViewState.BLOCK, "view_reason": "Turn to face the camera.", "primary": 70.0}
    screen = screen_of(**blocked)
    assert "70°" not in texts(screen)
    assert "30 s" not in texts(screen), "nor the seconds of a hold"
    assert _share(screen.canvas, GOOD) == 0
    assert "Turn to face the camera." in texts(screen)
    judged = texts(screen_of(primary=70.0))
    assert "70°" in judged
    assert "30 s" in judged


def _share(image: ImageArray, colour: Colour) -> float:
    return float((np.abs(image.astype(int) - colour).max(axis=2) < 12).mean())


def test_the_place_in_the_session_what_comes_next_and_the_time_left_are_shown(screen_of: Any) -> None:
    said = texts(screen_of((1920, 1080)))
    for words in ("2 of 8", "Set 1 of 2", "Next: Glute bridge", "12 minutes left"):
        assert words in said
    german = texts(screen_of((1920, 1080), language=find_language("de")))
    for words in ("2 von 8", "Satz 1 von 2", "Danach:", "noch 12 Minuten"):
        assert words in german
    assert "of 8" not in texts(screen_of((1920, 1080), SessionInfo()))


def test_nothing_is_written_twice(screen_of: Any) -> None:
    for info in (SESSION, replace(SESSION, banner=PAUSED), replace(SESSION, saying="I can't see you.")):
        written = [line.text for line in screen_of((1920, 1080), info, missing=("left ankle",)).written]
        assert len(written) == len(set(written))


def test_what_is_being_said_is_the_large_text(screen_of: Any) -> None:
    screen = screen_of(info=replace(SESSION, saying="Breathe out slowly."), cue="Slow down.")
    large = max(screen.written, key=lambda line: line.letter_px if "Breathe" in line.text else 0)
    assert large.text == "Breathe out slowly."
    assert "Slow down." not in texts(screen)


def test_to_leave_a_scale_out_stands_below_it_and_leaves_room_for_what_it_means(screen_of: Any) -> None:
    for canvas in ((1280, 720), (640, 480), (720, 1280)):
        written = screen_of(canvas, replace(SESSION, card=MAY_BE_LEFT_OUT)).written
        tops = {line.text: line.top for line in written}
        assert tops["I leave that out"] > max(tops[each] for each in PAIN.options)
        assert MAY_BE_LEFT_OUT.lines[0] in " ".join(line.text for line in written)


def test_a_session_that_does_not_know_yet_what_is_done_names_no_exercise(screen_of: Any) -> None:
    screen = screen_of(info=SessionInfo(banner=SHOW_ME), phase=Phase.SETUP)
    assert texts(screen) == WATCHING


def test_the_ring_of_a_gesture_fills(screen_of: Any) -> None:
    infos = [replace(SESSION, gesture="Next exercise", gesture_progress=share) for share in (0.0, 0.5, 1.0)]
    amber = [_share(screen_of(info=info).canvas, OK) for info in infos]
    assert amber[0] < amber[1] < amber[2]


def test_a_card_shows_every_answer_and_which_is_chosen(screen_of: Any) -> None:
    for canvas in ((1280, 720), (640, 480), (720, 1280)):
        for card in (QUESTION, PAIN, MAY_BE_LEFT_OUT):
            screens = [
                screen_of(canvas, replace(SESSION, card=replace(card, chosen=chosen))) for chosen in (-1, 1)
            ]
            written = [line.text for line in screens[0].written]
            assert [option for option in card.options if option not in written] == []
            assert "2 of 8" not in texts(screens[0]), "what is behind it is not to be read"
            assert _share(screens[0].canvas, GOOD) < _share(screens[1].canvas, GOOD)


def test_a_summary_that_is_too_long_says_that_there_is_more(screen_of: Any) -> None:
    lines = tuple(f"Exercise {number}: two sets" for number in range(40))
    written = [line.text for line in screen_of(info=replace(SESSION, card=Card("Done.", lines))).written]
    assert written[0] == "Done."
    assert written[-1] == "\N{HORIZONTAL ELLIPSIS}"


def test_the_help_lists_the_keys_and_the_gestures(screen_of: Any) -> None:
    gestures = ("Wave: pause.", "Hands on the head: next.", "Cross your arms: stop.")
    for canvas in CANVASES:
        said = texts(screen_of(canvas, replace(SESSION, key_help=True), gestures=gestures))
        for words in (*gestures, *(part for row in KEY_HELP for part in row)):
            assert words.replace(" ", "") in said.replace(" ", "")


def _test_card(_exercise: Exercise, _side: Side, time_s: float, size_px: int) -> ImageArray:
    card = np.zeros((size_px, size_px, 4), np.uint8)
    card[:, : size_px // 2] = (0, 0, 255, 255)
    card[:, size_px // 2 :] = (255, 0, round(time_s), 255)
    return card


def test_the_figure_is_small_beside_the_camera_or_large_in_its_place(screen_of: Any) -> None:
    image = _plain(grey=0)
    image[:] = (0, 200, 200)
    seen = {}
    for large in (False, True):
        info = replace(SESSION, figure_s=7.0, figure_large=large)
        screen = screen_of((1920, 1080), info, image=image, figure=_test_card, phase=Phase.SETUP)
        seen[large] = (_share(screen.canvas, (0, 0, 255)), _share(screen.canvas, (0, 200, 200)))
        assert (screen.canvas == (255, 0, 7)).all(axis=2).any(), "at its time"
    assert 0 < seen[False][0] < seen[True][0]
    assert seen[False][1] > 5 * seen[True][1] > 0
    without = screen_of((1920, 1080), replace(SESSION, figure_s=math.nan), figure=_test_card)
    assert _share(without.canvas, (0, 0, 255)) == 0


def test_the_canvas_has_the_size_of_the_window_and_the_picture_stays_as_it_is(
    make_pose: MakePose, make_assessment: MakeMoment, make_exercise: MakeExercise
) -> None:
    image = _plain()
    drawn = draw_overlay(
        image, make_pose(), make_assessment(), make_exercise(), mirrored=True, canvas_px=lambda: (1366, 768)
    )
    assert drawn.shape == (768, 1366, 3)
    assert (image == 120).all()


# --- colours -------------------------------------------------------------------------------------------


def _luminance(colour: tuple[float, ...]) -> float:
    """Return the relative luminance of a BGR colour, as WCAG 2 has it."""
    blue, green, red = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (each / 255 for each in colour)
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("name", WRITINGS)
def test_everything_that_is_written_stands_out_on_any_picture(name: str) -> None:
    ink, ground, opacity = WRITINGS[name]
    for behind in (0, 255):
        mixed = tuple(part * opacity + behind * (1 - opacity) for part in ground)
        light, dark = sorted((_luminance(ink), _luminance(mixed)), reverse=True)
        assert (light + 0.05) / (dark + 0.05) >= 4.5
