"""The exercises by part of the body, and a page for each."""
