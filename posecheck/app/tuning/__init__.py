"""What another threshold would do to all labelled clips, in words."""
