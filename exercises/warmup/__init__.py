"""The warm-up part of the programme."""
