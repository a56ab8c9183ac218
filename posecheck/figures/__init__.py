"""The movement of an exercise as a drawn figure, from the data of its module.

``movement(exercise, side)`` is what windows and videos paint; :func:`svg_picture` and :func:`svg_animation`
are for pages.
"""

from posecheck.figures.drawing import Drawing, Role, Shape
from posecheck.figures.movement import Movement, movement
from posecheck.figures.svg import svg_animation, svg_picture

__all__ = ["Drawing", "Movement", "Role", "Shape", "movement", "svg_animation", "svg_picture"]
