"""The tables, vocabularies and triggers of a reference file."""
