"""The combined table of records: ids in display order, rows fetched page by page."""
