"""The exercises of posecheck, one module each.

Named relatively: installed, this folder is ``posecheck.built_in_exercises``.
"""

from .back.back_extension import BACK_EXTENSION
from .back.cat_cow import CAT_COW
from .back.childs_pose import CHILDS_POSE
from .back.knee_rolls import KNEE_ROLLS
from .back.press_up import PRESS_UP
from .back.seated_rotation import SEATED_ROTATION
from .back.side_bend import SIDE_BEND
from .back.sphinx import SPHINX
from .cooldown.breathing import BREATHING
from .cooldown.gentle_rest import GENTLE_REST
from .glute.double_knee_to_chest import DOUBLE_KNEE_TO_CHEST
from .glute.figure_four import FIGURE_FOUR
from .glute.knee_to_chest import KNEE_TO_CHEST
from .glute.pigeon import PIGEON
from .glute.seated_figure_four import SEATED_FIGURE_FOUR
from .hamstring.forward_fold import FORWARD_FOLD
from .hamstring.seated_hamstring import SEATED_HAMSTRING
from .hamstring.standing_hamstring import STANDING_HAMSTRING
from .hamstring.supine_hamstring import SUPINE_HAMSTRING
from .inversion.inversion_table import INVERSION_TABLE
from .strength.bird_dog import BIRD_DOG
from .strength.bridge import BRIDGE
from .strength.dead_bug import DEAD_BUG
from .strength.plank import PLANK
from .strength.side_plank import SIDE_PLANK
from .warmup.arm_circles import ARM_CIRCLES
from .warmup.march import MARCH
from .warmup.pelvic_tilt import PELVIC_TILT
from .warmup.reverse_lunge import REVERSE_LUNGE
from .warmup.trunk_rotation import TRUNK_ROTATIONS

#: Every exercise of this package, in the order of the programme.
EXERCISES = (
    MARCH,
    ARM_CIRCLES,
    TRUNK_ROTATIONS,
    PELVIC_TILT,
    REVERSE_LUNGE,
    SUPINE_HAMSTRING,
    STANDING_HAMSTRING,
    SEATED_HAMSTRING,
    FORWARD_FOLD,
    KNEE_TO_CHEST,
    DOUBLE_KNEE_TO_CHEST,
    FIGURE_FOUR,
    SEATED_FIGURE_FOUR,
    PIGEON,
    CHILDS_POSE,
    CAT_COW,
    SEATED_ROTATION,
    KNEE_ROLLS,
    SPHINX,
    PRESS_UP,
    BACK_EXTENSION,
    SIDE_BEND,
    BRIDGE,
    BIRD_DOG,
    PLANK,
    SIDE_PLANK,
    DEAD_BUG,
    BREATHING,
    GENTLE_REST,
    INVERSION_TABLE,
)

__all__ = ["EXERCISES"]
