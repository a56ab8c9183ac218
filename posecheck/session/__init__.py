"""From poses to everything that listens: the one pipeline, and the loop of a camera looked at live."""

from posecheck.session.session import Session, Sink, SinkFailure, observe, run

__all__ = ["Session", "Sink", "SinkFailure", "observe", "run"]
