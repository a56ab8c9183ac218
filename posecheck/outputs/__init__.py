"""Everything that leaves the program: pictures, sound, files and lines of text."""
