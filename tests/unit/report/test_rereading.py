"""English sentences of old histories are read back, all of them or not at all."""

from __future__ import annotations

from fixtures.cases import each_of

from posecheck.report.rereading import reread
from posecheck.support.language import ENGLISH, find_language

NOT_SEEN = "I can't see your left knee and left ankle. Move back or turn the camera."
NICHT_GESEHEN = "Ich sehe dein linkes Knie und deinen linken Knöchel nicht. Geh zurück oder dreh die Kamera."


@each_of(
    "kept, german",
    [
        ("Hold.", "Halten."),
        (NOT_SEEN, NICHT_GESEHEN),
        (
            f"Only 12 % of the frames could be judged. {NOT_SEEN}",
            f"Nur 12 % der Bilder ließen sich beurteilen. {NICHT_GESEHEN}",
        ),
        ("I can't see your strap. Move it.", "I can't see your strap. Move it."),
        ("I can't see your left knee. Move it.", "I can't see your left knee. Move it."),
        (
            "Only few % of the frames could be judged. Hold.",
            "Only few % of the frames could be judged. Hold.",
        ),
        ("", ""),
    ],
)
def test_a_kept_sentence_is_read_back_as_a_whole_or_left_alone(kept: str, german: str) -> None:
    assert reread(kept, find_language("de")) == german
    assert reread(kept, ENGLISH) == kept
