"""What was done, day by day, in a database of the user's own; no picture is ever in it (docs/history.md)."""
