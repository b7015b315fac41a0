"""What the lists of the window share: one painted line of text, and the names of closed words."""
