"""The exercises of posecheck, one module each, registered through the entry point ``posecheck.exercises``."""

from exercises.back.back_extension import BACK_EXTENSION
from exercises.back.childs_pose import CHILDS_POSE
from exercises.back.side_bend import SIDE_BEND
from exercises.glute.knee_to_chest import KNEE_TO_CHEST
from exercises.hamstring.standing_hamstring import STANDING_HAMSTRING
from exercises.hamstring.supine_hamstring import SUPINE_HAMSTRING
from exercises.strength.bird_dog import BIRD_DOG
from exercises.strength.bridge import BRIDGE
from exercises.warmup.march import MARCH

#: Every exercise of this package, in the order of the programme.
EXERCISES = (
    MARCH,
    SUPINE_HAMSTRING,
    STANDING_HAMSTRING,
    KNEE_TO_CHEST,
    CHILDS_POSE,
    BACK_EXTENSION,
    SIDE_BEND,
    BRIDGE,
    BIRD_DOG,
)

__all__ = ["EXERCISES"]
