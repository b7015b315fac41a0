"""Long work: a strip at the foot of the window tells of it, cancels it, and says how it ended."""
