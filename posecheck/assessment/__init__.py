"""Assessments: how far somebody comes, measured three times, with its error and what has changed."""
