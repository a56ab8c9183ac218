"""A calendar file with the days on which to train."""
