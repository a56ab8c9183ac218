"""Doses: how much of an exercise is one set, a module for each sort of them (catalogue §5).

A dose answers for itself whatever the rooms above ask of any dose: what is counted, when a set is over, what
a routine may ask of it, what half of it is, what its numbers are and how it is told. How it is done and
judged is its performer's (:mod:`posecheck.engine.performers`). So a new kind is one class and one performer,
and nobody else has to know it.
"""

from __future__ import annotations

from posecheck.exercise.doses.dose import Counted, DoneSoFar, Dose, Range
from posecheck.exercise.doses.guided import Guided
from posecheck.exercise.doses.movements import Circles, Steps
from posecheck.exercise.doses.positions import Hold, Reps

__all__ = ["Circles", "Counted", "DoneSoFar", "Dose", "Guided", "Hold", "Range", "Reps", "Steps"]
