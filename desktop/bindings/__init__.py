"""What each command does in the window: a file for each section of the table of commands."""
