"""The pane in which a person says what the columns of a table become."""
