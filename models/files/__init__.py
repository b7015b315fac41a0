"""Files beside references: locks that end with the process, and folders of work in progress."""
