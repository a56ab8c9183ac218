"""Videos that are judged: given, worked at, looked at, two of them side by side."""
