"""What every room may use and what knows no pose: errors, places, settings, words, files."""
