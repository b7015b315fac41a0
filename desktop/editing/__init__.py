"""Writing in the window: one writer thread, undo and redo, what is shown after an edit."""
