"""The exercise book: every exercise of the catalogue as pages and as plain data, made from its module."""
