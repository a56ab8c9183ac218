"""How bad a camera pictures are to look like; apart from what does it, so that --help need not load that."""

from __future__ import annotations

from enum import StrEnum


class Level(StrEnum):
    """How bad the camera is; :mod:`posecheck.lab.evaluation.degrade` says what each one does."""

    WEBCAM = "webcam"
    POOR = "poor"
    HARSH = "harsh"
