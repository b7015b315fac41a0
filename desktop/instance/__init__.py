"""One window per reference: a second start on the same file raises the window that has it open."""
