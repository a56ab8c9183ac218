"""Judging as many videos as there are: every core, many computers, interrupted and taken up again.

A batch is a list of videos and a folder of results. What comes of a video is kept under a name that is made
of everything on which it depends (:mod:`posecheck.batch.identity`), whole or not at all
(:mod:`posecheck.batch.results`), so a batch may be killed at any moment, run again, and be shared out.
"""
