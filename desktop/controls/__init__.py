"""Small controls drawn by hand, shared by the panes: cheap to make by the hundred."""
