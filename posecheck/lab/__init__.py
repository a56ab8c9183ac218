"""Where thresholds are made and measured: labels, evaluation, tuning, and the windows for labelling."""
