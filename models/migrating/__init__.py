"""Bringing files of older versions up to the one this program writes.

A file's version is SQLite's `user_version`. Whoever changes a table, an index, a trigger or the
field registry after a release raises `SCHEMA_VERSION` by one, adds a `Migration` to `numbered`,
and keeps a file of the version before in `tests/models/migrating/files`; a test demands all three.

A migration is written in SQL of its own and imports nothing of the schema: it must do next year
what it does today. It changes tables and rows; indexes, triggers and search tables are made anew
behind it. What happens to earlier steps is its choice (`Migration.keeps_steps`).
"""
