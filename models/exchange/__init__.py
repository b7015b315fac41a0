"""What goes out of a reference and comes into it in forms other programs and people can read."""
