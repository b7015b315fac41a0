"""What quick open and the command palette share: a field and a list over the window."""
