"""Evidence: claims as they are stored, what they make of a value, and where they come from."""
