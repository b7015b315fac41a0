"""What the mapping of a table is called in words, and what would come of it."""

from desktop.lists.wording import kind_name, kinds_name
from desktop.text.escaping import plain
from desktop.text.translate import grouped, tr, tr_count
from models.importing.tables import Foreseen

__all__ = ["foreseen_words", "refused_words", "target_name"]

SHOWN = 4
"""Refused cells that are named; the report at the end names all."""


def target_name(kind: str, name: str, label: str) -> str:
    """Say what a column can become; a field whose name says little says whose it is."""
    if kind == "meeting" and name == "form":
        return tr("Kind of meeting")
    return tr(label)


def foreseen_words(kind: str, foreseen: Foreseen) -> str:
    """Say in a sentence what would be made of a table."""
    if foreseen.problem:
        return foreseen.problem
    made = tr(
        "{count} {kind}",
        count=grouped(foreseen.records),
        kind=_kind(kind, foreseen.records),
    )
    rows = tr_count("Of {count} row", "Of {count} rows", foreseen.rows)
    said = tr("{rows}: {made}", rows=rows, made=made)
    if foreseen.named:
        named = tr(", ").join(
            tr("{count} {kind}", count=grouped(count), kind=_kind(one, count))
            for one, count in foreseen.named
        )
        said = tr("{said}, naming {named}", said=said, named=named)
    whole = sum(1 for one in foreseen.refused if one.column is None)
    cells = len(foreseen.refused) - whole
    refused = tr(", ").join(
        words
        for count, words in (
            (whole, tr_count("{count} row refused", "{count} rows refused", whole)),
            (cells, tr_count("{count} cell refused", "{count} cells refused", cells)),
        )
        if count
    )
    return (
        tr("{said}; {refused}.", said=said, refused=refused)
        if refused
        else tr("{said}.", said=said)
    )


def _kind(kind: str, count: int) -> str:
    return (kind_name(kind) if count == 1 else kinds_name(kind)).lower()


def refused_words(foreseen: Foreseen) -> str:
    """Name the first rows and cells that are refused, with the reason."""
    lines = [plain(one.line(), 200) for one in foreseen.refused[:SHOWN]]
    more = len(foreseen.refused) - len(lines)
    if more > 0:
        lines.append(tr_count("… and {count} more", "… and {count} more", more))
    return "\n".join(lines)
