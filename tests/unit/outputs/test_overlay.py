"""What is seen on the picture: the body, the limb being judged, the angle, the dose and the words."""

from __future__ import annotations

import math
import tracemalloc
from typing import TYPE_CHECKING

import numpy as np
from fixtures.cases import each_of

from posecheck.engine.events import Phase, State, ViewState
from posecheck.exercise import Reps, Steps, View
from posecheck.outputs.overlay import Placement, draw_overlay
from posecheck.outputs.overlay.palette import FAULT, GOOD, INK, OK, PAPER, UNKNOWN, Colour
from posecheck.pose import Landmark, Pose, Side

if TYPE_CHECKING:
    from conftest import MakeExercise, MakeMoment, MakePose

    from posecheck.engine.events import Assessment
    from posecheck.pose.frame import ImageArray

GREY = 120
#: Words at the foot, the dial in the upper right corner.
USUAL = Placement()
#: The middle of the raised left thigh, and its place in the mirror.
THIGH = (280, 315)
THIGH_IN_MIRROR = (360, 315)


def _plain(width: int = 640, height: int = 480) -> ImageArray:
    return np.full((height, width, 3), GREY, np.uint8)


def _near(image: ImageArray, place: tuple[int, int], colour: Colour, reach: int = 3) -> bool:
    """Return whether a pixel of about that colour lies within `reach` pixels."""
    x, y = place
    patch = image[max(0, y - reach) : y + reach + 1, max(0, x - reach) : x + reach + 1].astype(int)
    return bool((np.abs(patch - colour).max(axis=2) < 24).any())


def _share(image: ImageArray, colour: Colour) -> float:
    return float((np.abs(image.astype(int) - colour).max(axis=2) < 12).mean())


def test_the_given_picture_is_left_as_it_is(
    make_pose: MakePose, make_assessment: MakeMoment, make_exercise: MakeExercise
) -> None:
    image = _plain()
    drawn = draw_overlay(image, make_pose(), make_assessment(), make_exercise(), mirrored=False)
    assert (image == GREY).all()
    assert drawn.shape == image.shape
    assert drawn.dtype == np.uint8
    assert not (drawn == GREY).all()


@each_of("mirrored", [False, True])
@each_of("size", [(640, 480), (321, 241), (1600, 300), (200, 900), (64, 48), (3840, 2160)])
def test_any_size_of_picture_is_drawn_on(
    size: tuple[int, int],
    mirrored: bool,  # noqa: FBT001 - a parameter of the test
    make_pose: MakePose,
    make_assessment: MakeMoment,
    make_exercise: MakeExercise,
) -> None:
    assessment = make_assessment(
        primary=70.0,
        states={"knee-bent": State.FAULT},
        faults=("knee-bent",),
        cue="A long sentence that has to be wrapped, made smaller, or both, to stand on the band at all.",
        view=ViewState.WARN,
        view_reason="Turn so your side faces the camera, and move back until I can see all of you.",
    )
    drawn = draw_overlay(_plain(*size), make_pose(), assessment, make_exercise(), mirrored=mirrored)
    assert drawn.shape == (size[1], size[0], 3)


@each_of("state, colour", [(State.GOOD, GOOD), (State.OK, OK), (State.FAULT, FAULT)])
def test_the_judged_limb_of_the_working_side_has_the_colour_of_its_state(
    state: State,
    colour: Colour,
    make_pose: MakePose,
    make_assessment: MakeMoment,
    make_exercise: MakeExercise,
) -> None:
    assessment = make_assessment(states={"knee-bent": state})
    drawn = draw_overlay(_plain(), make_pose(), assessment, make_exercise(), mirrored=False)
    assert _near(drawn, THIGH, colour)
    assert not _near(drawn, (330, 360), colour), "the resting leg is not judged"


def test_the_states_differ_in_shape_as_well_as_in_colour(
    make_pose: MakePose, make_assessment: MakeMoment, make_exercise: MakeExercise
) -> None:
    drawn = {
        state: draw_overlay(
            _plain(),
            make_pose(),
            make_assessment(states={"knee-bent": state}),
            make_exercise(),
            mirrored=False,
        )
        for state in State
    }
    # the shin, without its joints
    width = {state: int((image[225] != GREY).any(axis=1).sum()) for state, image in drawn.items()}
    assert width[State.FAULT] >= width[State.GOOD] + 4, "a fault is thicker"
    # along the middle of the shin, without colour: how often light turns to dark
    along = {state: image[195:255, 280].mean(axis=1) > 90 for state, image in drawn.items()}
    changes = {state: int(np.abs(np.diff(light.astype(int))).sum()) for state, light in along.items()}
    assert changes[State.UNKNOWN] >= 4, "unknown is dashed"
    assert changes[State.GOOD] == changes[State.OK] == changes[State.FAULT] == 0
    # the joints: rings where it is acceptable
    assert _near(drawn[State.OK], (280, 270), INK, reach=1)
    assert not _near(drawn[State.GOOD], (280, 270), INK, reach=1)
    # and a word beside a fault
    assessment = make_assessment(states={"knee-bent": State.FAULT}, faults=("knee-bent",))
    named = draw_overlay(_plain(), make_pose(), assessment, make_exercise(), mirrored=False)
    assert (named != drawn[State.FAULT]).any(axis=2).sum() > 500


def test_a_limb_that_is_not_seen_is_never_drawn_as_good(
    make_pose: MakePose, make_assessment: MakeMoment, make_exercise: MakeExercise
) -> None:
    assessment = make_assessment(states={"knee-bent": State.GOOD})
    pose = make_pose(hidden=(Landmark.LEFT_KNEE, Landmark.LEFT_ANKLE))
    drawn = draw_overlay(_plain(), pose, assessment, make_exercise(), mirrored=False)
    assert not _near(drawn, (280, 220), GOOD, reach=12)
    assert _near(drawn, (280, 220), UNKNOWN, reach=12)


def test_nobody_is_drawn_where_nobody_is_believed_to_be(
    make_pose: MakePose, make_assessment: MakeMoment, make_exercise: MakeExercise
) -> None:
    assessment = make_assessment(
        person=False, states={"knee-bent": State.GOOD}, primary=70.0, phase=Phase.SETUP
    )
    drawn = draw_overlay(_plain(), make_pose(), assessment, make_exercise(), mirrored=False)
    assert (drawn[160:360, 40:500] == GREY).all()
    assert _share(drawn[400:], PAPER) > 0.3, "it says so"


def test_a_frame_without_landmarks_can_be_drawn(
    make_assessment: MakeMoment, make_exercise: MakeExercise
) -> None:
    pose = Pose.nobody(0.0, 640, 480)
    assessment = make_assessment(person=False, working=Side.NONE, near=Side.NONE)
    drawn = draw_overlay(_plain(), pose, assessment, make_exercise(), mirrored=True)
    assert _share(drawn[400:], PAPER) > 0.3


def test_the_mirror_turns_the_person_and_keeps_their_left_and_right(
    make_pose: MakePose, fault: Assessment, make_exercise: MakeExercise
) -> None:
    image = _plain()
    image[:, :100] = 0
    drawn = draw_overlay(image, make_pose(), fault, make_exercise(), mirrored=True)
    assert (drawn[175:230, -90:] == 0).all(), "the picture is flipped"
    assert _near(drawn, THIGH_IN_MIRROR, FAULT), "the left leg is still the one that is judged"
    assert not _near(drawn, (310, 360), FAULT)


def test_the_mirror_leaves_the_writing_readable(
    make_assessment: MakeMoment, make_exercise: MakeExercise
) -> None:
    pose, assessment = Pose.nobody(0.0, 640, 480), make_assessment(person=False, cue="Slow down.")
    drawn = [
        draw_overlay(_plain(), pose, assessment, make_exercise(), mirrored=each) for each in (False, True)
    ]
    assert (drawn[0] == drawn[1]).all()


@each_of("facing", [1, -1])
@each_of("mirrored", [False, True])
def test_the_zone_lies_where_the_leg_would_be_at_those_angles(
    facing: int,
    mirrored: bool,  # noqa: FBT001 - a parameter of the test
    make_pose: MakePose,
    make_assessment: MakeMoment,
    make_exercise: MakeExercise,
) -> None:
    """The resting leg is the base; at 45° the leg points up and away from the head."""
    assessment = make_assessment(primary=90.0, zone=(30.0, 60.0))
    drawn = draw_overlay(
        _plain(), make_pose(facing=facing), assessment, make_exercise(checks=()), mirrored=mirrored
    )
    toward_feet = facing * (-1 if mirrored else 1)
    hip_x = 280 if toward_feet > 0 else 360
    inside = (hip_x + toward_feet * 40, 360 - 40)
    outside = (hip_x - toward_feet * 40, 360 - 40)
    assert drawn[inside[1], inside[0], 1] > GREY + 15, "green over grey"
    assert (drawn[outside[1], outside[0]] == GREY).all()


def test_the_cap_is_marked_beyond_the_zone(
    make_pose: MakePose, make_assessment: MakeMoment, make_exercise: MakeExercise
) -> None:
    assessment = make_assessment(primary=40.0, zone=(30.0, 60.0))
    drawn = draw_overlay(_plain(), make_pose(), assessment, make_exercise(checks=()), mirrored=False)
    reach = 0.62 * 180
    angle = math.radians(100)
    cap = (round(280 + reach * math.cos(angle)), round(360 - reach * math.sin(angle)))
    assert _near(drawn, cap, FAULT, reach=5)


@each_of("primary, colour", [(20.0, OK), (70.0, GOOD), (110.0, FAULT)])
def test_the_tip_of_the_ray_tells_short_of_in_and_beyond_the_zone(
    primary: float,
    colour: Colour,
    make_pose: MakePose,
    make_assessment: MakeMoment,
    make_exercise: MakeExercise,
) -> None:
    drawn = draw_overlay(
        _plain(), make_pose(), make_assessment(primary=primary), make_exercise(checks=()), mirrored=False
    )
    angle, reach = math.radians(primary), 0.62 * 180 * 1.12
    tip = (round(280 + reach * math.cos(angle)), round(360 - reach * math.sin(angle)))
    assert _near(drawn, tip, colour)


def test_an_unknown_angle_is_not_drawn(
    make_pose: MakePose, make_assessment: MakeMoment, make_exercise: MakeExercise
) -> None:
    exercise = make_exercise(checks=())
    assessment = make_assessment(primary=math.nan)
    drawn = draw_overlay(_plain(), make_pose(), assessment, exercise, mirrored=False)
    assert _share(drawn[160:380], GOOD) == 0.0


def test_a_cue_stands_on_a_dark_band_and_the_camera_on_a_light_one(
    make_pose: MakePose, make_assessment: MakeMoment, make_exercise: MakeExercise
) -> None:
    cue = draw_overlay(
        _plain(),
        make_pose(),
        make_assessment(cue="Slow down."),
        make_exercise(),
        mirrored=False,
        placement=USUAL,
    )
    blocked = make_assessment(view=ViewState.BLOCK, view_reason="Turn so your side faces the camera.")
    camera = draw_overlay(_plain(), make_pose(), blocked, make_exercise(), mirrored=False, placement=USUAL)
    dark = np.array(INK) * 0.86 + GREY * 0.14
    light = np.array(PAPER) * 0.96 + GREY * 0.04
    assert np.allclose(cue[475, 5], dark, atol=3)
    assert np.allclose(camera[475, 5], light, atol=3)


def test_what_the_camera_says_aloud_is_not_written_twice(
    make_pose: MakePose, make_assessment: MakeMoment, make_exercise: MakeExercise
) -> None:
    reason = "Turn so your side faces the camera."
    silent = make_assessment(view=ViewState.BLOCK, view_reason=reason)
    spoken = make_assessment(view=ViewState.BLOCK, view_reason=reason, cue=reason)
    drawn = [
        draw_overlay(_plain(), make_pose(), each, make_exercise(), mirrored=False)
        for each in (silent, spoken)
    ]
    assert (drawn[0] == drawn[1]).all()


def test_the_ring_fills_with_the_hold_and_is_ticked_when_it_is_done(
    make_pose: MakePose, make_assessment: MakeMoment, make_exercise: MakeExercise
) -> None:
    white = []
    for held_s in (0.0, 10.0, 20.0):
        drawn = draw_overlay(
            _plain(),
            make_pose(),
            make_assessment(held_s=held_s),
            make_exercise(),
            mirrored=False,
            placement=USUAL,
        )
        white.append(_share(drawn[:160, 480:], (255, 255, 255)))
    assert white[0] < white[1] < white[2]
    done = draw_overlay(
        _plain(), make_pose(), make_assessment(held_s=30.0), make_exercise(), mirrored=False, placement=USUAL
    )
    assert _share(done[:160, 480:], GOOD) > 0.1


def test_repetitions_are_counted_instead_of_seconds(
    make_pose: MakePose, make_assessment: MakeMoment, make_exercise: MakeExercise
) -> None:
    exercise = make_exercise(dose=Reps(8, 3.0), checks=())
    drawn = [
        draw_overlay(
            _plain(),
            make_pose(),
            make_assessment(reps=reps, phase=Phase.MOVE_IN),
            exercise,
            mirrored=False,
            placement=USUAL,
        )
        for reps in (2, 5)
    ]
    white = [_share(each[:160, 480:], (255, 255, 255)) for each in drawn]
    assert white[0] < white[1]


def test_nothing_is_counted_before_anything_has_begun(
    make_pose: MakePose, make_assessment: MakeMoment, make_exercise: MakeExercise
) -> None:
    assessment = make_assessment(phase=Phase.SETUP, held_s=0.0)
    drawn = draw_overlay(_plain(), make_pose(), assessment, make_exercise(), mirrored=False, placement=USUAL)
    assert (drawn[:160, 480:] == GREY).all()


def test_the_keys_take_the_place_of_the_cue(
    make_pose: MakePose, make_assessment: MakeMoment, make_exercise: MakeExercise
) -> None:
    assessment = make_assessment(cue="Slow down.")
    drawn = draw_overlay(_plain(), make_pose(), assessment, make_exercise(), mirrored=False, key_help=True)
    assert _share(drawn[100:380, 150:490], PAPER) > 0.05, "keycaps"
    assert drawn[:, :40].max() < GREY, "all else is darkened"


def test_a_number_of_the_countdown_stands_in_the_dial(
    make_pose: MakePose, make_assessment: MakeMoment, make_exercise: MakeExercise
) -> None:
    drawn = draw_overlay(
        _plain(), make_pose(), make_assessment(), make_exercise(), mirrored=False, banner="3", placement=USUAL
    )
    assert _share(drawn[40:110, 540:600], (255, 255, 255)) > 0.15


def test_a_small_picture_is_enlarged_on_request_and_the_body_with_it(
    make_pose: MakePose, fault: Assessment, make_exercise: MakeExercise
) -> None:
    drawn = draw_overlay(_plain(), make_pose(), fault, make_exercise(), mirrored=False, least_height_px=960)
    assert drawn.shape == (960, 1280, 3)
    assert _near(drawn, (560, 630), FAULT)


def test_without_a_working_side_the_limbs_of_both_are_drawn(
    make_pose: MakePose, make_assessment: MakeMoment, make_exercise: MakeExercise
) -> None:
    exercise = make_exercise(view=View.FRONT, dose=Steps(60.0, (50.0, 110.0)), primary=None)
    assessment = make_assessment(working=Side.NONE, near=Side.NONE, states={"knee-bent": State.GOOD})
    drawn = draw_overlay(_plain(), make_pose(), assessment, exercise, mirrored=False)
    assert _near(drawn, THIGH, GOOD)
    assert _near(drawn, (330, 360), GOOD)


def test_hours_of_new_words_and_numbers_do_not_pile_up(
    make_pose: MakePose, make_assessment: MakeMoment, make_exercise: MakeExercise
) -> None:
    image, pose, exercise = _plain(1280, 720), make_pose(), make_exercise()

    def draw(first: int, last: int) -> None:
        for number in range(first, last):
            assessment = make_assessment(
                phase=Phase.HOLD,
                held_s=float(number),
                cue=f"Cue {number}, and a few words more.",
                primary=number % 90,
            )
            draw_overlay(image, pose, assessment, exercise, mirrored=True, banner=f"{number}")

    tracemalloc.start()
    try:
        draw(0, 30)
        before = tracemalloc.get_traced_memory()[0]
        draw(30, 90)
        grown_mb = (tracemalloc.get_traced_memory()[0] - before) / 1e6
    finally:
        tracemalloc.stop()
    # 60 bands of a cue alone have 10 MB.
    assert grown_mb < 2.0
