"""Prescriptions: writing one for somebody, and opening and following one's own."""
