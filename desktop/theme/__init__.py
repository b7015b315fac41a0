"""The look of the window: colours, measures, faces, icons and the style built from them."""
