"""Where the catalogue was in version 0.1, for programs that look there; see :mod:`posecheck.exercise`."""

from posecheck.exercise.catalogue import all_exercises, find_exercise

__all__ = ["all_exercises", "find_exercise"]
