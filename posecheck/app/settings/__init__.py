"""How somebody wants it, and what is kept of them."""
