"""How exact the report is, and with what it was measured, in sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from posecheck.report.clinician.document import ClinicianReport
    from posecheck.report.wording import Words


def exactness_lines(report: ClinicianReport, words: Words) -> tuple[str, ...]:
    """Return what is to be known of the numbers: the error, what it means, and the versions."""
    say, versions = words.say, report.versions
    network = f", {versions.network}" if versions.network else ""
    older = [each for each in versions.judged_by if each != versions.posecheck]
    lines = [
        say(
            "One camera estimates joints; it does not measure them. On real people expect {error} of error, "
            "at times 10° and more; compare values of the same person only. The published error of each "
            "measure is in posecheck's docs/accuracy.md.",
            error=words.amount(report.real_error_deg, "deg"),
        ),
        say(
            "posecheck {version}, landmarks by {landmarks}{network}.",
            version=versions.posecheck,
            landmarks=versions.landmarks,
            network=network,
        ),
    ]
    if older:
        lines.append(say("Some sessions were judged by version {versions}.", versions=", ".join(older)))
    return tuple(lines)
