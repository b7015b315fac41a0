"""Putting rows into a new reference, with all its laws on, and what to do where they refuse."""

from __future__ import annotations

from typing import Any, Final

import apsw

from models.names.folding import search_text
from models.names.skeleton import skeletons
from models.reference.database import ReferenceDatabase
from models.repair.report import RepairReport
from models.repair.texts import is_whole, restored_quote, restored_text
from models.schema.base import ReferenceTable
from models.schema.triggers import DERIVED_COLUMNS, key_columns, table_name

WAITING_KEPT: Final = 200_000
"""Rows that may wait for one they point to; more is no reference but an attack on memory."""

Cells = dict[str, Any]

EMPTY_SUMMARY: Final = dict.fromkeys(sorted(DERIVED_COLUMNS)) | {
    "label_key": b"",
    "who": "",
    "who_key": b"",
    "quotes": 0,
    "origins": 0,
    "unsourced": 0,
    "disputed": 0,
}


class Inserting:
    """Takes rows in any order; those that point to a later row wait for it."""

    def __init__(
        self,
        database: ReferenceDatabase,
        damaged: apsw.Connection,
        report: RepairReport,
        fields: dict[int, int],
    ) -> None:
        self._damaged = damaged
        self._text: tuple[object, str] = (None, "")
        """The snapshot a quote was put in for last, and its text if that is whole."""
        self._connection: apsw.Connection = database.connection()
        self._report = report
        self._fields = fields
        self._waiting: list[tuple[type[ReferenceTable], Cells, str]] = []
        self._derived: dict[str, int] = {}

    def insert(self, table: type[ReferenceTable], cells: Cells) -> None:
        """Put a row in, or let it wait."""
        cells = self._mended(table, cells)
        refusal = self._try(table, cells)
        if refusal is None:
            return
        if len(self._waiting) < WAITING_KEPT:
            self._waiting.append((table, cells, refusal))
        else:
            self._refuse(table, cells, refusal)

    def finish(self) -> None:
        """Put in what waits, in as many rounds as help; then without links to what is lost."""
        while self._waiting:
            waiting, self._waiting = self._waiting, []
            for table, cells, _ in waiting:
                refusal = self._try(table, cells)
                if refusal is not None:
                    self._waiting.append((table, cells, refusal))
            if len(self._waiting) == len(waiting) and not self._let_links_go():
                break
        for table, cells, refusal in self._waiting:
            self._refuse(table, cells, refusal)
        for what, count in sorted(self._derived.items()):
            self._report.add("mended", f"{what}: {count:,}.")

    # ------------------------------------------------------------ one row

    def _try(self, table: type[ReferenceTable], cells: Cells) -> str | None:
        """Put a row in; return why the file refuses it."""
        name = table_name(table)
        listed = ", ".join(f'"{column}"' for column in cells)
        marks = ", ".join("?" * len(cells))
        try:
            self._connection.execute(
                f'INSERT INTO "{name}" ({listed}) VALUES ({marks})', tuple(cells.values())
            )
        except (apsw.ConstraintError, apsw.MismatchError, apsw.TooBigError) as error:
            return str(error)
        except (TypeError, OverflowError) as error:
            return str(error)
        self._report.saved[name] += 1
        return None

    def _let_links_go(self) -> bool:
        """Empty, in the rows that wait, the links to rows that are not there; False: none."""
        changed = False
        for table, cells, refusal in self._waiting:
            if "FOREIGN KEY" not in refusal:
                continue
            for columns, parent, keys in self._links(table):
                values = [cells.get(column) for column in columns]
                if None in values or self._there(parent, keys, values):
                    continue
                open_ = [column for column in columns if self._may_be_empty(table, column)]
                if not open_:
                    continue
                for column in open_:
                    cells[column] = None
                changed = True
                self._report.add(
                    "refused",
                    f"{_named(table, cells)}: its {open_[0].removesuffix('_id')} was lost and is "
                    "empty now.",
                )
        return changed

    def _links(self, table: type[ReferenceTable]) -> list[tuple[list[str], str, list[str]]]:
        links: dict[int, tuple[list[str], str, list[str]]] = {}
        for number, _, parent, column, key, *_ in self._connection.execute(
            f'PRAGMA foreign_key_list("{table_name(table)}")'
        ):
            columns, _, keys = links.setdefault(number, ([], parent, []))
            columns.append(column)
            keys.append(key)
        return list(links.values())

    def _there(self, parent: str, keys: list[str], values: list[Any]) -> bool:
        condition = " AND ".join(f'"{key}" IS ?' for key in keys)
        query = f'SELECT 1 FROM "{parent}" WHERE {condition}'
        return bool(self._connection.execute(query, values).fetchall())

    def _may_be_empty(self, table: type[ReferenceTable], column: str) -> bool:
        for field in table._meta.sorted_fields:
            if field.column_name == column:
                return bool(field.null)
        return False

    def _refuse(self, table: type[ReferenceTable], cells: Cells, refusal: str) -> None:
        self._report.add("refused", f"{_named(table, cells)}: {refusal}.")

    # -------------------------------------------------------- what follows

    def _mended(self, table: type[ReferenceTable], cells: Cells) -> Cells:
        """Return the row with what follows from it made anew."""
        name = table_name(table)
        if name == "record":
            # Made anew when all records are there.
            return cells | EMPTY_SUMMARY
        if name == "snapshot" and not is_whole(cells.get("text"), cells.get("text_sha256")):
            text = restored_text(self._damaged, cells)
            if text is not None:
                cells |= {"text": text, "length": len(text)}
                self._report.add(
                    "mended", f"Snapshot {cells['id']}: its text was read again from its original."
                )
        if name == "quote" and isinstance(cells.get("exact"), str):
            if restored_quote(self._text_of(cells.get("snapshot_id")), cells):
                self._report.add(
                    "mended", f"Quote {cells['id']}: its words are those of its snapshot again."
                )
            self._follow(cells, "folded", search_text(cells["exact"]), "Search text of quotes")
        if name == "name" and isinstance(cells.get("text"), str):
            self._follow(cells, "folded", search_text(cells["text"]), "Search text of names")
            sounds = " ".join(skeletons(cells["text"]))
            self._follow(cells, "skeleton", sounds, "Sounds of names")
        if name == "claim" and cells.get("field_id") is not None:
            cells["field_id"] = self._fields.get(cells["field_id"], cells["field_id"])
        return cells

    def _text_of(self, snapshot: object) -> str:
        """Return the text of a snapshot in the new file, empty unless it has its hash."""
        if self._text[0] != snapshot:
            rows: list[Any] = self._connection.execute(
                "SELECT text, text_sha256 FROM snapshot WHERE id = ?", (snapshot,)
            ).fetchall()
            whole = bool(rows) and is_whole(*rows[0])
            self._text = (snapshot, rows[0][0] if whole else "")
        return self._text[1]

    def _follow(self, cells: Cells, column: str, value: str, what: str) -> None:
        if cells.get(column) != value:
            self._derived[what] = self._derived.get(what, 0) + 1
            cells[column] = value


def _named(table: type[ReferenceTable], cells: Cells) -> str:
    """Return which row it is, with its label where it has one."""
    key = ", ".join(str(cells.get(column)) for column in key_columns(table))
    label = cells.get("label") or cells.get("text") or ""
    said = f" (“{str(label)[:60]}”)" if label and isinstance(label, str) else ""
    return f"{table_name(table)} {key}{said}"
