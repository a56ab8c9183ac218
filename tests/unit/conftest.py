"""How property tests run: few examples, always the same ones, no clock."""

from hypothesis import settings

settings.register_profile("posecheck", max_examples=40, deadline=None, derandomize=True, database=None)
settings.load_profile("posecheck")
