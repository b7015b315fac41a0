"""Going to a record by a few letters of any of its names."""
