"""The version of the program, where even the smallest module may read it."""

VERSION = "0.1.0"
