"""Who may come in: other users, other pages and other computers may not, a phone when it is asked for."""
