"""Named reads of a reference: each returns frozen dataclasses or ids, never a live row."""
