"""What was done before: undo, the history of a record, the trash, records made one."""
