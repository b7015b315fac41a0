"""The file of the open reference: copies of it, another place, and what is to leave it for good."""
