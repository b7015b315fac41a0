"""Which fields the records have: the one registry that forms, columns, search and gaps read."""
