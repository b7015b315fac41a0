"""The window of Attaché: thin views over `models`, one folder a pane."""
