"""What a source says of itself beside its fields: authors, the rest of its CSL, translations."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from models.editing.done import RefusedError
from models.editing.edit import Edit, Told, cut, service
from models.editing.rows import Row, clean, insert, new_uid, record_row, update


@dataclass(frozen=True, slots=True)
class Author:
    """An author: in parts only where the source gives them apart, else as it stands there."""

    literal: str | None = None
    family: str | None = None
    given: str | None = None


@service
def set_authors(edit: Edit, *, source: int, authors: Sequence[Author]) -> Told:
    """Let a source have these authors, in this order.

    Raises:
        RefusedError: an author has no name.
    """
    row = _source(edit, source)
    wanted = []
    for author in authors:
        parts = [
            clean(part, "authors") if part and part.strip() else None
            for part in (author.literal, author.family, author.given)
        ]
        if parts[0] is None and parts[1] is None:
            raise RefusedError("authors", "An author needs a name or a family name.")
        wanted.append(tuple(parts))
    present = edit.database.rows(
        "SELECT literal, family, given FROM author WHERE source_id = ? ORDER BY position", (source,)
    )
    if present != wanted:
        edit.database.run("DELETE FROM author WHERE source_id = ?", (source,))
        for position, (literal, family, given) in enumerate(wanted):
            edit.database.run(
                "INSERT INTO author (source_id, position, literal, family, given) "
                "VALUES (?, ?, ?, ?, ?)",
                (source, position, literal, family, given),
            )
    return Told(f"Set the authors of {row.label}", source)


@service
def set_csl(edit: Edit, *, source: int, csl: Mapping[str, str]) -> Told:
    """Let a source hold these variables of CSL beside its fields; without any it holds none."""
    row = _source(edit, source)
    kept = {clean(key, "csl"): clean(value, "csl") for key, value in csl.items()}
    text = json.dumps(kept, ensure_ascii=False) if kept else None
    update(edit.database, "source", {"csl": text}, source, key_column="record_id")
    return Told(f"Describe {row.label}", source)


@service
def add_translation(edit: Edit, *, quote: int, language: str, text: str, translator: str) -> Told:
    """Add a rendering of a quote in another language, and by whom; `focus` is the quote.

    Raises:
        RefusedError: a part is empty, or the quote is gone.
    """
    rows = edit.database.rows("SELECT exact FROM quote WHERE id = ?", (quote,))
    if not rows:
        raise RefusedError("quote", "This quote is no longer there.")
    insert(
        edit.database,
        "translation",
        {
            "uid": new_uid(),
            "quote_id": quote,
            "language": clean(language, "language"),
            "text": clean(text, "text"),
            "translator": clean(translator, "translator"),
        },
    )
    return Told(f"Translate “{cut(rows[0][0], 60)}”", quote)


@service
def remove_translation(edit: Edit, *, translation: int) -> Told:
    """Take a translation of a quote away."""
    edit.database.run("DELETE FROM translation WHERE id = ?", (translation,))
    return Told("Remove a translation", None)


def _source(edit: Edit, source: int) -> Row:
    row = record_row(edit.database, source)
    if row.kind != "source":
        raise RefusedError(None, f"{row.label} is no source.")
    return row
