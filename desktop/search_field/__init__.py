"""The search field: typed words, completed terms, and the filter said in words."""
