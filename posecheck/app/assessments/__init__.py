"""The tests of what is possible: what each of them is, to begin one, and what came of them."""
