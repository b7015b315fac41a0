"""The list of all keys, one key away."""
