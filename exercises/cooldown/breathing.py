"""Slow breathing: guided only."""

from posecheck.exercise import (
    Exercise,
    Folder,
    Guided,
    Observability,
    View,
)

BREATHING = Exercise(
    id="breathing",
    title="Slow breathing",
    folder=Folder.COOLDOWN,
    targets=("relaxation",),
    setup="Sit or lie comfortably.",
    camera="Anywhere you are seen.",
    view=View.ANY,
    posture=(),
    observability=Observability.C,
    needs=(),
    dose=Guided(duration_s=60, prompts=("Breathe in.", "Breathe out slowly."), every_s=5),
    scored=False,
    source="catalogue C1; 4 s in, 6 s out",
)
