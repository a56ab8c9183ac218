"""What is written on figures is text as it is."""

from __future__ import annotations

import io

from fixtures.cases import each_of
from matplotlib.backends.backend_agg import FigureCanvasAgg

from posecheck.lab.evaluation import plots
from posecheck.lab.evaluation.figures import new_figure
from posecheck.lab.tuning import plots as tuning_plots


@each_of("name", ["a$\\frac{$.mp4", "$$", "$x^$", "{0}%s"])
def test_a_dollar_in_the_name_of_a_clip_begins_no_formula(name: str) -> None:
    figure = new_figure(2.0, 1.0)
    axes = figure.subplots()
    axes.set_title(name)
    axes.set_xlabel(name)
    axes.plot([0, 1], label=name)
    axes.legend()
    FigureCanvasAgg(figure).print_png(io.BytesIO())


def test_every_figure_is_made_so() -> None:
    assert plots.new_figure is tuning_plots.new_figure is new_figure
