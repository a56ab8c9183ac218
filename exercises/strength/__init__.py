"""The strength part of the programme."""
