"""Text between the stored record and the screen: positions, escaping, translation, direction."""
