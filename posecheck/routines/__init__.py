"""The programme: routines from warm-up to cool-down, fitted to the person."""
