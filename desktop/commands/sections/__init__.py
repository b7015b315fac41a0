"""The commands of each menu, a file a section."""
