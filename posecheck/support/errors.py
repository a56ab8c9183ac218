"""Errors that a user can cause; each message is one sentence that says what to do."""

from __future__ import annotations


class InputError(Exception):
    """Something the user gave cannot be used: exit code 2, the message on stderr, no traceback."""


class ModelError(InputError):
    """The pose model is missing, damaged or cannot be fetched."""


class CameraError(InputError):
    """The camera cannot be opened or went away."""


class NotNow(InputError):  # noqa: N818 - nothing is wrong: it is advice not to exercise at present
    """The person is better off without exercise now; the message is the advice."""
