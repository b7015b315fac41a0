"""Backups in the window: made beside it, listed, restored into new files."""
