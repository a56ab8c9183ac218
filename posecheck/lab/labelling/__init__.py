"""Labelling clips: mark what they show, compare two labellers, and watch a threshold at work."""
