"""posecheck: a stretch-form trainer for stiff backs."""

__version__ = "0.1.0"
