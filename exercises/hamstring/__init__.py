"""The hamstring part of the programme."""
