"""Starting: which reference to show, and the person's own copy of the story we ship."""
