"""How it is done, how often it is wrong, and what the doctor finds."""
