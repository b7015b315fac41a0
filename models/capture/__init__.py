"""Capture: reading what a source holds, by named and versioned extractors."""
