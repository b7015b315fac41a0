"""Changing a file as another program would, behind its laws."""

import sqlite3


def damage(path, *statements, parameters=(), search_follows=True):
    """Take every trigger away, do the damage, and put the triggers back as they were.

    With `search_follows` the two full-text tables' own triggers stay, so that nothing but the
    damage itself is out of step.
    """
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("PRAGMA foreign_keys = OFF")
    other.execute("PRAGMA ignore_check_constraints = ON")
    other.execute("BEGIN")
    kept = "name NOT LIKE '%search_%'" if search_follows else "1"
    triggers = other.execute(
        f"SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' AND {kept} ORDER BY rowid"
    ).fetchall()
    for name, _ in triggers:
        other.execute(f"DROP TRIGGER {name}")
    for statement in statements:
        other.execute(statement, parameters)
    for _, sql in triggers:
        other.execute(sql)
    other.execute("COMMIT")
    other.close()
