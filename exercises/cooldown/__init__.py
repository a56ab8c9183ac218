"""The cool-down part of the programme."""
