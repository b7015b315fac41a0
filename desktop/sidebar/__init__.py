"""Kinds of records with their counts, and what narrows the table further."""
