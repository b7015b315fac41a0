"""Counting a reference and checking what the database itself cannot (law 1)."""
