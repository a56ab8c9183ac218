"""The glute part of the programme."""
