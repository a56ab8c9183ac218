"""Finds thresholds with evidence: sweeps them over labelled clips and says what a change would cost."""
