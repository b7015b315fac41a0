"""Copies of a reference that are made while one works, checked, kept for a while, and restored."""
