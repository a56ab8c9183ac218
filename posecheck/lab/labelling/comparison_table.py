"""Prints how two labels compare, as tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.table import Table

from posecheck.outputs.console import standard_output

if TYPE_CHECKING:
    from rich.console import Console

    from posecheck.lab.labelling.comparison import Comparison


def print_comparison(comparison: Comparison, first: str, second: str, console: Console | None = None) -> None:
    """Print `comparison`; `first` and `second` name the two labels."""
    console = console or standard_output()
    said = comparison.exercise or "no exercise"
    console.print(f"{first} (A) and {second} (B): {said}, {comparison.duration_s:g} s", markup=False)
    console.print(_holds(comparison))
    whole = "no hold marked" if comparison.iou is None else f"{comparison.iou:.2f}"
    console.print(f"IoU of all held time: {whole}", markup=False)
    console.print()
    if not comparison.faults:
        console.print("Neither marked a fault or a good interval.")
        return
    console.print(_faults(comparison))
    console.print(
        "κ: 1 full agreement, 0 as by chance; - where nobody could disagree by chance.", markup=False
    )


def _holds(comparison: Comparison) -> Table:
    table = Table("hold", "A", "B", "IoU", "start B-A", "end B-A", "side", title="Holds")
    number = 0
    for number, pair in enumerate(comparison.holds, 1):
        table.add_row(
            str(number),
            _span(pair.first_s),
            _span(pair.second_s),
            f"{pair.iou:.2f}",
            f"{pair.start_difference_s:+.2f} s",
            f"{pair.end_difference_s:+.2f} s",
            "same" if pair.same_side else "differs",
        )
    for span in comparison.first_only:
        number += 1
        table.add_row(str(number), _span(span), "-", "0.00", "", "", "")
    for span in comparison.second_only:
        number += 1
        table.add_row(str(number), "-", _span(span), "0.00", "", "", "")
    return table


def _faults(comparison: Comparison) -> Table:
    table = Table(
        "mark", "κ over time", "κ over holds", "both", "A only", "B only", title="Faults and good form"
    )
    for each in comparison.faults:
        seconds = (
            f"{count * comparison.bin_s:.1f} s"
            for count in (each.bins.both, each.bins.first_only, each.bins.second_only)
        )
        table.add_row(each.fault, _kappa(each.bins.kappa), _kappa(each.holds.kappa), *seconds)
    return table


def _kappa(kappa: float | None) -> str:
    return "-" if kappa is None else f"{kappa:.2f}"


def _span(span: tuple[float, float]) -> str:
    return f"{span[0]:.2f}-{span[1]:.2f} s"
