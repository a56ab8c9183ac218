"""The back part of the programme."""
