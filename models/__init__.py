"""Everything a reference is and can do, without a window."""

VERSION = "0.1.0"
"""The version of the program; `pyproject.toml` says the same, and a test holds them together."""
