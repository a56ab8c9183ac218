"""Figures as every page has them; what is written on them is text as it is, also with a dollar in it."""

from __future__ import annotations

import matplotlib as mpl
from matplotlib.figure import Figure

# The name of a clip may hold two dollars, between which matplotlib would look for a formula, and fail.
mpl.rcParams["text.parse_math"] = False


def new_figure(width_in: float, height_in: float) -> Figure:
    """Return an empty figure of that size in inches."""
    return Figure(figsize=(width_in, height_in), layout="constrained")
