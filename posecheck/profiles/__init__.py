"""Thresholds, doses and words of a person: loaded, laid over an exercise, edited and written back."""

from posecheck.profiles.profiles import (
    BUILT_IN,
    DEFAULT,
    SUFFIX,
    Profile,
    apply_profile,
    load_profile,
    own_profile_path,
    parse_profile,
    profile_path,
    profile_paths,
)

__all__ = [
    "BUILT_IN",
    "DEFAULT",
    "SUFFIX",
    "Profile",
    "apply_profile",
    "load_profile",
    "own_profile_path",
    "parse_profile",
    "profile_path",
    "profile_paths",
]
