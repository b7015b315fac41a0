"""What an import changes of rows that are there already: tags, empty values, what vanished."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from models.importing.historian.drafts import VANISHED
from models.importing.historian.identities import uid_of
from models.records.values import chunks, marks
from models.reference.database import ReferenceDatabase

SCHEMES = "historian/"

CLAIMS = """
SELECT field.name, value_text, value_record_id, value_edtf, stance = 'denies', snapshot.source_id
FROM claim LEFT JOIN field ON field.id = claim.field_id
JOIN quote ON quote.id = claim.quote_id JOIN snapshot ON snapshot.id = quote.snapshot_id
WHERE claim.record_id = ?
"""

Said = tuple[str | None, str | None, int | None, str | None, bool, int]
"""Field, the value as text, record or EDTF, whether it is denied, and the source."""


class Changes:
    """Gathers changes and applies them at the end, when all new rows are there.

    New rows carry the batch of the import; rows that were there before do not, so in a `repeated`
    import the changes are recorded one by one in its step.
    """

    def __init__(
        self, database: ReferenceDatabase, step: int, when: str, *, repeated: bool
    ) -> None:
        self._repeated = repeated
        self._database = database
        self._step = step
        self._when = when
        self._tags: dict[str, int] = dict(database.rows("SELECT text, id FROM tag"))
        self._wanted_tags: list[tuple[int, int]] = []
        self._identifiers: list[tuple[str, str, int]] = []
        self._cells: list[tuple[str, int, dict[str, Any]]] = []
        self._modified: list[int] = []

    def tag(self, text: str) -> int:
        """Return the id of a tag, which is made when it is new."""
        found = self._tags.get(text)
        if found is None:
            self._database.run(
                "INSERT INTO tag (uid, text) VALUES (?, ?)", (uid_of(f"tag/{text}"), text)
            )
            found = int(self._database.rows("SELECT id FROM tag WHERE text = ?", (text,))[0][0])
            self._tags[text] = found
        return found

    def claims_of(self, record: int) -> set[Said]:
        """Return what the claims on a record say, and by which source."""
        return {
            (field, text, linked, edtf, bool(denies), source)
            for field, text, linked, edtf, denies, source in self._database.rows(CLAIMS, (record,))
        }

    def add_tags(self, record: int, tags: Iterable[str]) -> list[str]:
        """Put tags on a record, and return those that are new to it."""
        found = []
        for text in tags:
            tag = self.tag(text)
            if not self._has_tag(tag, record):
                self._wanted_tags.append((tag, record))
                found.append(text)
        return found

    def _has_tag(self, tag: int, record: int) -> bool:
        return bool(
            self._database.rows(
                "SELECT 1 FROM tagging WHERE tag_id = ? AND record_id = ?", (tag, record)
            )
        )

    def identify(self, record: int, identifier: tuple[str, str]) -> None:
        """Give a record another identifier."""
        self._identifiers.append((*identifier, record))

    def fill(self, kind: str, record: int, cells: Mapping[str, Any]) -> None:
        """Store a value where the field is empty: a value that is there stays (law 5)."""
        self._cells.append((kind, record, dict(cells)))

    def modified(self, record: int) -> None:
        """Note that a record says more than before."""
        self._modified.append(record)

    def vanished(self, seen: set[int], unread: Iterable[int]) -> list[int]:
        """Mark the records whose entry is in the data no more, and return those newly marked.

        `unread` are sources whose file was refused: what rests on them is not known to be gone.
        A record that is back loses the mark.
        """
        unread = set(unread)
        tag = self.tag(VANISHED)
        marked = {
            row[0]
            for row in self._database.rows("SELECT record_id FROM tagging WHERE tag_id = ?", (tag,))
        }
        had = {
            row[0]
            for row in self._database.rows(
                "SELECT coalesce(merged_into_id, record.id) FROM identifier "
                "JOIN record ON record.id = record_id WHERE scheme GLOB ?",
                (f"{SCHEMES}*",),
            )
        }
        gone = [record for record in sorted(had - seen - marked) if record not in unread]
        if unread:
            gone = [record for record in gone if not self._rests_on(record, unread)]
        back = sorted(marked & seen)
        self._recorded(on=True)
        for record in back:
            self._database.run(
                "DELETE FROM tagging WHERE tag_id = ? AND record_id = ?", (tag, record)
            )
        for record in gone:
            self._database.run(
                "INSERT INTO tagging (tag_id, record_id) VALUES (?, ?)", (tag, record)
            )
        self._recorded(on=False)
        return gone

    def _rests_on(self, record: int, sources: set[int]) -> bool:
        found = {
            row[0]
            for row in self._database.rows(
                "SELECT snapshot.source_id FROM claim JOIN quote ON quote.id = claim.quote_id "
                "JOIN snapshot ON snapshot.id = quote.snapshot_id WHERE claim.record_id = ?",
                (record,),
            )
        }
        return bool(found & sources)

    def apply(self) -> None:
        """Make the changes."""
        if not (self._cells or self._wanted_tags or self._identifiers or self._modified):
            return
        self._recorded(on=True)
        for kind, record, cells in self._cells:
            assigned = ", ".join(f'"{column}" = ?' for column in cells)
            first = next(iter(cells))
            self._database.run(
                f'UPDATE {kind} SET {assigned} WHERE record_id = ? AND "{first}" IS NULL',
                (*cells.values(), record),
            )
        for tag, record in dict.fromkeys(self._wanted_tags):
            if not self._has_tag(tag, record):
                self._database.run(
                    "INSERT INTO tagging (tag_id, record_id) VALUES (?, ?)", (tag, record)
                )
        for scheme, value, record in self._identifiers:
            if not self._database.rows(
                "SELECT 1 FROM identifier WHERE scheme = ? AND value = ?", (scheme, value)
            ):
                self._database.run(
                    "INSERT INTO identifier (scheme, value, record_id) VALUES (?, ?, ?)",
                    (scheme, value, record),
                )
        for part in chunks(dict.fromkeys(self._modified)):
            self._database.run(
                f"UPDATE record SET modified = ? WHERE id IN ({marks(len(part))})",
                (self._when, *part),
            )
        self._recorded(on=False)

    def _recorded(self, *, on: bool) -> None:
        self._database.run(
            "UPDATE recording SET step_id = ?", (self._step if on and self._repeated else None,)
        )
