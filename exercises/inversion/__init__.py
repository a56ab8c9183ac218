"""The inversion table part of the programme."""
