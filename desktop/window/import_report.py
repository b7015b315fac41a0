"""What an import did, in words: a sentence for the strip, and the whole of it to read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.lists.wording import kind_name, kinds_name
from desktop.text.translate import grouped, tr, tr_count
from models.schema.vocabulary import KINDS, TABLE_KINDS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from models.importing.historian import ImportReport

__all__ = ["counted", "report_text", "summary"]


def counted(made: Mapping[str, int], changed: int) -> str:
    """Say how many records an import made, of each kind, or else how many it changed."""
    # What the table shows by itself: the reader looks for this number there.
    new = sum(made.get(kind, 0) for kind in TABLE_KINDS)
    if new:
        return tr_count("Imported {count} new record.", "Imported {count} new records.", new)
    if changed:
        return tr_count("{count} record has changed.", "{count} records have changed.", changed)
    return tr("Imported: there was nothing new.")


def summary(report: ImportReport) -> str:
    """Say in a sentence or two what was imported."""
    said = counted(report.made, report.changed)
    if report.refused:
        refused = tr_count(
            "{count} entry or file was refused.",
            "{count} entries or files were refused.",
            len(report.refused),
        )
        return tr("{said} {refused}", said=said, refused=refused)
    return said


def report_text(report: ImportReport) -> str:
    """Return everything: read, made, merged, doubtful, refused with reasons."""
    read = tr(
        "Read: {files} files with {entries} entries; {unchanged} files held nothing new.",
        files=grouped(report.files),
        entries=grouped(report.entries),
        unchanged=grouped(report.unchanged),
    )
    evidence = tr(
        "Evidence: {quotes} new quotes, {claims} new claims.",
        quotes=grouped(report.quotes),
        claims=grouped(report.claims),
    )
    parts = [
        [read],
        _made(report),
        [evidence],
        [tr("Changed: {count} records.", count=grouped(report.changed))],
        _listed(
            tr("Merged: {count} entries that the data itself calls one.", count=len(report.merged)),
            report.merged,
        ),
        _doubtful(report),
        [tr("Vanished from the data: {count} records, which stay.", count=report.vanished)],
        _listed(
            tr("Refused: {count}.", count=grouped(len(report.refused))),
            [tr("{name}: {reason}", name=name, reason=reason) for name, reason in report.refused],
        ),
    ]
    return "\n\n".join("\n".join(part) for part in parts)


def _made(report: ImportReport) -> list[str]:
    if not report.made:
        return [tr("Made: nothing new.")]
    order = {kind: place for place, kind in enumerate(KINDS)}
    kinds = sorted(report.made, key=lambda kind: order.get(kind, len(order)))
    lines = [
        tr(
            "{count} {kind}",
            count=grouped(report.made[kind]),
            kind=_kind(kind, report.made[kind]).lower(),
        )
        for kind in kinds
    ]
    return _listed(tr("Made:"), lines)


def _kind(kind: str, count: int) -> str:
    owned = {
        "tenure": tr("Posts held"),
        "participation": tr("Participations"),
        "name": tr("Names"),
    }
    return kind_name(kind) if count == 1 else owned.get(kind) or kinds_name(kind)


def _doubtful(report: ImportReport) -> list[str]:
    if not report.doubtful:
        return [tr("Doubtful: none.")]
    lines = [
        tr("{count} × {mark}", count=grouped(count), mark=mark)
        for mark, count in sorted(report.doubtful.items())
    ]
    return _listed(tr("Doubtful, each with its tag, for you to judge:"), lines)


def _listed(heading: str, lines: list[str]) -> list[str]:
    return [heading, *(f"    {line}" for line in lines)]
