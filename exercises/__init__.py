"""The exercises of posecheck, one module each, registered through the entry point ``posecheck.exercises``."""

from exercises.back.back_extension import BACK_EXTENSION
from exercises.back.cat_cow import CAT_COW
from exercises.back.childs_pose import CHILDS_POSE
from exercises.back.knee_rolls import KNEE_ROLLS
from exercises.back.press_up import PRESS_UP
from exercises.back.seated_rotation import SEATED_ROTATION
from exercises.back.side_bend import SIDE_BEND
from exercises.back.sphinx import SPHINX
from exercises.cooldown.breathing import BREATHING
from exercises.cooldown.gentle_rest import GENTLE_REST
from exercises.glute.double_knee_to_chest import DOUBLE_KNEE_TO_CHEST
from exercises.glute.figure_four import FIGURE_FOUR
from exercises.glute.knee_to_chest import KNEE_TO_CHEST
from exercises.glute.pigeon import PIGEON
from exercises.glute.seated_figure_four import SEATED_FIGURE_FOUR
from exercises.hamstring.forward_fold import FORWARD_FOLD
from exercises.hamstring.seated_hamstring import SEATED_HAMSTRING
from exercises.hamstring.standing_hamstring import STANDING_HAMSTRING
from exercises.hamstring.supine_hamstring import SUPINE_HAMSTRING
from exercises.inversion.inversion_table import INVERSION_TABLE
from exercises.strength.bird_dog import BIRD_DOG
from exercises.strength.bridge import BRIDGE
from exercises.strength.dead_bug import DEAD_BUG
from exercises.strength.plank import PLANK
from exercises.strength.side_plank import SIDE_PLANK
from exercises.warmup.arm_circles import ARM_CIRCLES
from exercises.warmup.march import MARCH
from exercises.warmup.pelvic_tilt import PELVIC_TILT
from exercises.warmup.reverse_lunge import REVERSE_LUNGE
from exercises.warmup.trunk_rotation import TRUNK_ROTATIONS

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
