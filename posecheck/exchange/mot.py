"""MOT, the motion file of OpenSim: the angles that posecheck measures, in degrees.

A head that ends with ``endheader``, a line of column names, and a row for each time, separated by tabs, as in
OpenSim's documentation ("Motion (.mot) files"). What is unknown is ``nan``, for no cell may be empty;
``TimeSeriesTable`` of OpenSim 4.6 reads that, its older ``Storage`` reads no further than the first.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from posecheck.exchange.angles import Angles

#: A thousandth of a degree; an angle is uncertain by degrees.
_DECIMALS = 3
_TIME_DECIMALS = 6


def mot_text(angles: Angles) -> str:
    """Return the text of a MOT file."""
    rows, columns = angles.values_deg.shape
    lines = [
        " ".join(angles.name.split()) or "posecheck",
        "version=1",
        f"nRows={rows}",
        f"nColumns={columns + 1}",
        "inDegrees=yes",
        "Angles in the picture of one camera as posecheck measures them, no coordinates of a model.",
        "endheader",
        "\t".join(("time", *angles.columns)),
    ]
    for time_s, row in zip(angles.times.times_s.tolist(), angles.values_deg.tolist(), strict=True):
        cells = ("nan" if math.isnan(value) else f"{value:.{_DECIMALS}f}" for value in row)
        lines.append("\t".join((f"{time_s:.{_TIME_DECIMALS}f}", *cells)))
    return "\n".join((*lines, ""))
