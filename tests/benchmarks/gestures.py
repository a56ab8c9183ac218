"""How often hands are misunderstood: gestures seen where none is made, and missed where one is.

``PYTHONPATH=tests python tests/benchmarks/gestures.py RECORDINGS...`` counts over folders of landmark
recordings what the reader and the other signs that were thought of would have fired, and measures the reader
on constructed people. With ``--pictures`` it has the real landmarker look at stills of the samples whose arm
gestures; that takes some minutes. ``docs/gestures.md`` has the tables.
"""

from __future__ import annotations

import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from fixtures.gestures import BEGIN_S, PLACES, made
from gesture_pictures import SCENES, Puppet

from posecheck.estimator.landmarker import MediaPipeEstimator
from posecheck.estimator.model import model_path
from posecheck.perception.body import Body
from posecheck.perception.gestures import Gesture, GestureReader
from posecheck.perception.observation import Observation, Observer
from posecheck.pose import Joint, Pose, Side
from posecheck.pose.filters import Lasting
from posecheck.pose.geometry import distance, flexion_deg
from posecheck.pose.recording import SUFFIX, read_recording
from posecheck.testing import steady

HELD_S = 1.0
IN_TIME_S = 1.5
SIDES = (Side.LEFT, Side.RIGHT)


# --- signs that are held still, as they were thought of --------------------------------------------------


def _height(body: Body, side: Side, of: Joint, over: Joint) -> float:
    """Return how far one joint is above another, in torso lengths."""
    return (body.at(over, side) - body.at(of, side)).imag / body.torso_px


def _one(sign: Callable[[Body, Side], bool]) -> Callable[[Body], bool]:
    return lambda body: sum(sign(body, side) for side in SIDES) == 1


def _arm_up(body: Body, side: Side) -> bool:
    bend = flexion_deg(*(body.at(joint, side) for joint in (Joint.SHOULDER, Joint.ELBOW, Joint.WRIST)))
    return _height(body, side, Joint.WRIST, Joint.SHOULDER) > 0.6 and bend < 40.0


def _forearm_up(body: Body, side: Side) -> bool:
    return _height(body, side, Joint.WRIST, Joint.ELBOW) > 0.33


def _hand_at_head(body: Body, side: Side) -> bool:
    return distance(body.at(Joint.WRIST, side), body.at(Joint.EAR, side)) < 0.4 * body.torso_px


def _crossed(body: Body) -> bool:
    apart = distance(body.at(Joint.WRIST, Side.LEFT), body.at(Joint.WRIST, Side.RIGHT))
    return apart < 0.25 * body.torso_px and all(_height(body, s, Joint.WRIST, Joint.HIP) > 0.3 for s in SIDES)


def _spread(body: Body) -> bool:
    return all(
        abs(_height(body, side, Joint.WRIST, Joint.SHOULDER)) < 0.25
        and body.limb_px(Joint.SHOULDER, Joint.WRIST, side) > 0.7 * body.torso_px
        for side in SIDES
    )


SIGNS: dict[str, Callable[[Body], bool]] = {
    "one arm straight up": _one(_arm_up),
    "one forearm up": _one(_forearm_up),
    "one hand at the head or the ear": _one(_hand_at_head),
    "both hands on the head": lambda body: all(_hand_at_head(body, side) for side in SIDES),
    "forearms crossed before the chest": _crossed,
    "arms spread": _spread,
}


def signs_held(observations: Iterable[Observation]) -> dict[str, int]:
    """Return how often each sign was held for a second."""
    lasting = {name: Lasting() for name in SIGNS}
    told = dict.fromkeys(SIGNS, False)
    count = dict.fromkeys(SIGNS, 0)
    for seen in observations:
        for name, sign in SIGNS.items():
            true = seen.person and sign(seen.body(seen.near))
            held_s = lasting[name].update(seen.pose.time_s, true=true)
            count[name] += held_s >= HELD_S and not told[name]
            told[name] = held_s >= HELD_S
    return count


# --- measuring -------------------------------------------------------------------------------------------


def fired(poses: Iterable[Pose]) -> list[tuple[float, Gesture]]:
    """Return what the reader fires, and when."""
    reader, observer = GestureReader(), Observer()
    states = ((pose.time_s, reader.take(observer.observe(pose))) for pose in poses)
    return [(time_s, state.fired) for time_s, state in states if state.fired is not None]


def recordings(folders: Iterable[Path]) -> Iterator[Path]:
    """Yield the landmark recordings in the folders."""
    for folder in folders:
        yield from sorted(folder.rglob(f"*{SUFFIX}"))


def print_false(folders: list[Path]) -> None:
    """Print what would have fired on people who make no gesture."""
    total: dict[str, int] = defaultdict(int)
    seconds, frames, reading_s = 0.0, 0, 0.0
    for path in recordings(folders):
        observer = Observer()
        observations = [observer.observe(pose) for pose in read_recording(path).poses()]
        seconds += observations[-1].pose.time_s
        frames += len(observations)
        for name, count in signs_held(observations).items():
            total[name] += count
        reader = GestureReader()
        began_s = time.process_time()
        states = [reader.take(observation) for observation in observations]
        reading_s += time.process_time() - began_s
        happened = [(o.pose.time_s, s.fired) for o, s in zip(observations, states, strict=True) if s.fired]
        total["a hand that swings"] += len(happened)
        for time_s, gesture in happened:
            print(f"{path}: {gesture} at {time_s:.1f} s")
    print(f"\n{frames} frames, {seconds / 60.0:.0f} minutes, {1e6 * reading_s / frames:.0f} µs a frame\n")
    print("| sign | fired, though nobody made it |\n|---|---|")
    for name, count in total.items():
        print(f"| {name} | {count} |")


def outcome(poses: Iterable[Pose], wanted: Gesture, begin_s: float) -> str:
    """Return ``seen``, ``late``, ``missed`` or what it was taken for."""
    happened = fired(poses)
    if not happened:
        return "missed"
    time_s, gesture = happened[0]
    if gesture is not wanted:
        return f"taken for {gesture}"
    return "seen" if time_s <= begin_s + IN_TIME_S else "late"


def print_outcomes(outcomes: dict[str, list[str]]) -> None:
    """Print a table of what came of each kind."""
    print("| | made | seen within 1.5 s | later | missed | taken for another |\n|---|---|---|---|---|---|")
    rows = {**outcomes, "all": [one for many in outcomes.values() for one in many]}
    for name, results in rows.items():
        others = sum(result.startswith("taken") for result in results)
        share = f"{results.count('seen')} ({results.count('seen') / len(results):.0%})"
        print(f"| {name} | {len(results)} | {share} | {results.count('late')} | ", end="")
        print(f"{results.count('missed')} | {others} |")


def print_constructed(seeds: int = 2) -> None:
    """Print how often constructed people are understood."""
    by_place, by_rate = defaultdict(list), defaultdict(list)
    for fps in (5.0, 8.0, 15.0, 30.0, 60.0):
        for name, place in PLACES.items():
            for per_s in (1.2, 1.5, 2.0):
                for gesture, motion in place.motions(min(per_s, 1.5)).items():
                    for seed in range(seeds):
                        poses = made(place, motion, steady(5.5, fps), seed=seed)
                        result = outcome(poses, gesture, BEGIN_S)
                        by_place[name].append(result)
                        by_rate[f"{fps:.0f} frames/s, {gesture}"].append(result)
    print_outcomes(by_place)
    print_outcomes(by_rate)


def print_pictures() -> None:
    """Print how often people whose arm is painted are understood, with the real landmarker."""
    outcomes = defaultdict(list)
    begin_s = 1.6
    for scene in SCENES:
        puppet = Puppet(scene)
        for waves_per_s, circles_per_s in ((1.2, 0.9), (1.7, 1.2)):
            for gesture in Gesture:
                per_s = circles_per_s if gesture is Gesture.NEXT else waves_per_s
                with MediaPipeEstimator(model_path(), silhouette=False) as estimator:
                    frames = puppet.frames(puppet.motions(per_s)[gesture], begin_s, begin_s + 3.0)
                    poses = [estimator.estimate(frame) for frame in frames]
                outcomes[scene.posture].append(outcome(poses, gesture, begin_s))
    print_outcomes(outcomes)


if __name__ == "__main__":
    arguments = sys.argv[1:]
    if folders := [Path(name) for name in arguments if name != "--pictures"]:
        print_false(folders)
    print_constructed()
    if "--pictures" in arguments:
        print_pictures()
