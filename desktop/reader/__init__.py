"""The source reader: a snapshot's text with every quoted passage marked."""
