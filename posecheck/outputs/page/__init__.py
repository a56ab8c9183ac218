"""A page in the browser in place of the window: what is shown of a session as data, and how it gets there."""
