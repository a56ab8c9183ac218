"""The routines, and how one of one's own is put together."""
