"""What every HTML page has in common: the base, the stylesheet, the pieces, and how templates are filled."""
