"""Looking at what services wrote, row by row."""

from models.schema.creation import TABLES

HISTORY = {"step", "change", "recording", "field", "meta"}


def dump(reference):
    """Return every row of every table but the history, by table; the strictest sameness."""
    found = {}
    with reference.connected() as database:
        for table in TABLES:
            name = table._meta.table_name
            if name not in HISTORY:
                found[name] = sorted(map(repr, database.rows(f'SELECT * FROM "{name}"')))
        found["words"] = database.rows("SELECT rowid FROM record_search ORDER BY rowid")
    return found


def one(reference, query, *parameters):
    """Return the first cell of an answer."""
    with reference.connected() as database:
        return database.rows(query, parameters)[0][0]


def value(reference, table, row, column, key="record_id"):
    """Return one cell."""
    return one(reference, f'SELECT "{column}" FROM "{table}" WHERE "{key}" = ?', row)


def steps(reference):
    """Return how many steps there are."""
    return one(reference, "SELECT count(*) FROM step")
