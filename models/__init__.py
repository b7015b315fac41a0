"""Everything a reference is and can do, without a window."""
