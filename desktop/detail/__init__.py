"""The detail pane: one record, its values, and how each of them is evidenced."""
