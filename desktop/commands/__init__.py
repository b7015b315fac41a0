"""All actions of the window in one table, and the palette that lists them."""
