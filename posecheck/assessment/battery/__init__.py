"""The tests, one module each, in the vocabulary of the exercise modules."""
