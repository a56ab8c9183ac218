"""``python -m posecheck``: the same as the command ``posecheck``."""

from __future__ import annotations

from posecheck.start import main

main()
