"""TRC, the marker file of OpenSim: every landmark that can be trusted, in metres, y up.

Tab-separated: three lines about the file, two with the names of the columns, an empty one, and a row for each
time. The layout is that of OpenSim's documentation ("Marker (.trc) files"). What is unknown is left empty,
which OpenSim reads as NaN.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from posecheck.exchange.motion import MARKERS

if TYPE_CHECKING:
    from posecheck.exchange.motion import Motion

#: Of the positions; OpenSim and what else reads the format take "m" as well as "mm".
UNITS = "m"
_AXES = "XYZ"
#: A tenth of a millimetre; a landmark is uncertain by centimetres.
_DECIMALS = 4
#: Times of a file of 30 frames a second that runs for an hour differ from each other in this digit.
_TIME_DECIMALS = 6


def trc_text(motion: Motion, file_name: str) -> str:
    """Return the text of a TRC file.

    Parameters
    ----------
    motion
        What was done.
    file_name
        Name of the file, which stands in its first line.
    """
    rate, rows = f"{motion.times.rate_hz:g}", motion.times.count
    numbers = (rate, rate, str(rows), str(len(MARKERS)), UNITS, rate, "1", str(rows))
    lines = [
        f"PathFileType\t4\t(X/Y/Z)\t{_plain(file_name)}",
        "DataRate\tCameraRate\tNumFrames\tNumMarkers\tUnits\tOrigDataRate\tOrigDataStartFrame\tOrigNumFrames",
        "\t".join(numbers),
        "\t".join(("Frame#", "Time", *(f"{name}\t\t" for name in MARKERS))),
        "\t".join(("", "", *(f"{axis}{number}" for number in range(1, len(MARKERS) + 1) for axis in _AXES))),
        "",
    ]
    positions = motion.trusted_world_m.reshape(rows, -1).tolist()
    for number, (time_s, row) in enumerate(zip(motion.times.times_s.tolist(), positions, strict=True), 1):
        cells = ("" if math.isnan(value) else f"{value:.{_DECIMALS}f}" for value in row)
        lines.append("\t".join((str(number), f"{time_s:.{_TIME_DECIMALS}f}", *cells)))
    return "\n".join((*lines, ""))


def _plain(name: str) -> str:
    """Return a name that fits into one field of one line."""
    return " ".join(name.split())
