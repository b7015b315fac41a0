"""The reference file: making it, opening it safely, and saying plainly why one cannot be opened."""
