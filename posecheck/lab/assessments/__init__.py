"""How far the assessments are off: on clips with truth, on figures, on worse pictures."""
