"""What was done, week by week, and what has become better."""
