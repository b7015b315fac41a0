"""What all tables have in common: STRICT typing, checked vocabularies, named deletion rules."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import peewee


def quoted(value: str) -> str:
    """Return `value` as an SQL string literal; for schema text only, never for data."""
    return "'" + value.replace("'", "''") + "'"


def one_of(column: str, values: Sequence[str]) -> Any:
    """Return a CHECK that `column` is NULL or one of `values`."""
    return peewee.Check(f'"{column}" IN ({", ".join(quoted(value) for value in values)})')


class ReferenceTable(peewee.Model):
    """A STRICT table without a bound database.

    Two references can be open at once and a class-bound database is global, so every query is
    executed on a database that is handed over: `query.execute(database)`.
    """

    class Meta:
        legacy_table_names = False
        strict_tables = True


class IdentifiedTable(ReferenceTable):
    """A table whose rows have an identity that outlives the file: the uid, a UUID in hex form."""

    id = peewee.AutoField()
    uid = peewee.TextField(unique=True, constraints=[peewee.Check("length(uid) = 36")])


def choice(column: str, values: Sequence[str], **options: Any) -> peewee.TextField:
    """Return a text column that accepts only `values` (and NULL when `null=True`)."""
    return peewee.TextField(column_name=column, constraints=[one_of(column, values)], **options)


def reference(
    target: type[peewee.Model] | str,
    column: str,
    *,
    on_delete: str,
    null: bool = False,
    **options: Any,
) -> Any:
    """Return a foreign key whose column is named `column` and whose deletion rule is explicit."""
    key: Any = peewee.ForeignKeyField(  # type: ignore[call-overload]
        target,
        column_name=column,
        object_id_name=column,
        backref="+",
        on_delete=on_delete,
        null=null,
        lazy_load=False,
        **options,
    )
    return key


def together(first: str, second: str) -> Any:
    """Return a CHECK that two columns are both NULL or neither.

    A composite foreign key with one NULL is not checked at all, so a half-filled pair would get
    round the pinning of kinds.
    """
    return peewee.Check(f"({first} IS NULL) = ({second} IS NULL)")


def pinned(columns: str, on_delete: str) -> peewee.SQL:
    """Return a composite foreign key `(id column, kind column)` into `record (id, kind)`."""
    return peewee.SQL(f"FOREIGN KEY ({columns}) REFERENCES record (id, kind) ON DELETE {on_delete}")
