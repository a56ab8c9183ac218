"""A prescription laid over the profile of the person it is for.

What the prescription says goes before what the profile says, but for what protects: of that the tighter of
the two stands. Where the two do not fit each other (a prescribed edge lies beyond one of the profile), the
profile's edge gives way, just as far as it has to.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from posecheck.exercise.catalogue import all_exercises
from posecheck.prescription.safety import guards
from posecheck.profiles.threshold_parts import parts_of
from posecheck.profiles.thresholds import addresses

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from posecheck.exercise import Exercise
    from posecheck.prescription.prescription import Prescription
    from posecheck.profiles import Profile

#: Under this name results say that a prescription lay over the profile.
PROFILE_NAME = "prescription"
ZONE = "zone"


def prescribed_profile(profile: Profile, prescription: Prescription) -> Profile:
    """Return `profile` with what `prescription` changes of the exercises that are in it."""
    thresholds, words = dict(profile.thresholds), dict(profile.wordings)
    exercises = all_exercises()
    for name in dict.fromkeys(each.exercise for each in prescription.exercises):
        prefix = f"{name}."
        own = {address: value for address, value in thresholds.items() if address.startswith(prefix)}
        thresholds |= layered(exercises[name], own, prescription.limits_of(name))
        words |= prescription.cues_of(name)
    return replace(
        profile, name=PROFILE_NAME, base=profile.name, thresholds=thresholds, wordings=words, own=frozenset()
    )


def layered(
    exercise: Exercise, personal: Mapping[str, float], prescribed: Mapping[str, float]
) -> dict[str, float]:
    """Return whole address → value of what stands of two layers over `exercise`.

    Parameters
    ----------
    exercise
        As its module has it.
    personal
        What the person's profile changes; valid by itself.
    prescribed
        What the prescription changes; valid by itself, and loosens nothing that protects.
    """
    merged = {**personal, **prescribed}
    protecting = guards(exercise)
    for address in prescribed:
        if address in protecting and address in personal:
            merged[address] = protecting[address].tighter(personal[address], prescribed[address])
    known = addresses(exercise)
    for name, part in parts_of(exercise).items():
        prefix = f"{exercise.id}.{name}."
        if not any(address.startswith(prefix) for address in prescribed):
            continue
        edges = {edge: merged.get(prefix + edge, known[prefix + edge].value) for edge in part.numbers}
        settled = [edge for edge in edges if prefix + edge in protecting]
        asked = [edge for edge in edges if prefix + edge in prescribed and edge not in settled]
        # The zone first, which may move an edge of what is good; where that finds no room, it follows.
        for chain in sorted(part.orders, key=len):
            _put_in_order(edges, chain, settled, asked)
        for chain in part.orders:
            _put_in_order(edges, chain, [edge for edge in edges if edge != ZONE], ())
        merged |= {
            prefix + edge: value
            for edge, value in edges.items()
            if prefix + edge in merged or value != known[prefix + edge].value
        }
    return merged


def _put_in_order(
    edges: dict[str, float], chain: tuple[str, ...], settled: Iterable[str], asked: Iterable[str]
) -> None:
    """Move the edges of a chain so that they do not fall: settled ones never, those asked for rarely."""
    for fixed, moving in ((settled, asked), ((*settled, *asked), chain)):
        places = [place for place, edge in enumerate(chain) if edge in set(fixed)]
        for place, edge in enumerate(chain):
            if edge not in moving or place in places:
                continue
            below = [edges[chain[each]] for each in places if each < place]
            above = [edges[chain[each]] for each in places if each > place]
            edges[edge] = min([max([edges[edge], *below]), *above])
    for lower, upper in pairwise(chain):  # what is neither settled nor asked for keeps the order it had
        assert edges[lower] <= edges[upper], (chain, edges)
