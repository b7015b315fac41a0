"""The quotes pane: the exact words behind a record, each one key away from its source."""
