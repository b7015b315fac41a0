"""Reading and writing the values that records hold, by the field registry."""
