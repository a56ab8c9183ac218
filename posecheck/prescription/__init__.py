"""Prescriptions: what somebody who treats a person wants them to do, in one file (docs/prescription.md)."""

from posecheck.prescription.in_force import (
    Standing,
    followed_prescription,
    is_training_day,
    next_training_day,
    prescription_in_force,
    standing,
)
from posecheck.prescription.prescription import (
    SUFFIX,
    VERSION,
    WEEK,
    PrescribedExercise,
    PrescribedTest,
    Prescriber,
    Prescription,
)
from posecheck.prescription.reading import examine, parse_prescription, read_prescription

__all__ = [
    "SUFFIX",
    "VERSION",
    "WEEK",
    "PrescribedExercise",
    "PrescribedTest",
    "Prescriber",
    "Prescription",
    "Standing",
    "examine",
    "followed_prescription",
    "is_training_day",
    "next_training_day",
    "parse_prescription",
    "prescription_in_force",
    "read_prescription",
    "standing",
]
