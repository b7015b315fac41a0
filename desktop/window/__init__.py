"""The one window: its panes, what ties them together, and what its commands do."""
