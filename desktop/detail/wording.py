"""The sentences of the detail pane: what a record is, and how a value is evidenced."""

from __future__ import annotations

from unicodedata import bidirectional

from desktop.lists.wording import kind_name, review_name, state_name
from desktop.text.direction import isolate
from desktop.text.escaping import plain
from desktop.text.translate import tr, tr_count
from models.dates import DateError, display_date
from models.queries.views import Mark, RecordDetail, ValueView

__all__ = [
    "apart",
    "caption",
    "mark_sentence",
    "mark_words",
    "shown_text",
    "summary",
    "value_sentence",
    "weight",
]


_RIGHT_TO_LEFT = frozenset(("R", "AL", "AN"))
_APART = "\u00a0· "
"""Between parts of a line: the dot stays with the part before it."""


def apart(text: str) -> str:
    """Return `text` isolated where letters from right to left could disturb its line.

    Other text stays as it is: an invisible mark would be drawn by another face and make its line
    higher than the rest.
    """
    if text.isascii() or not any(bidirectional(letter) in _RIGHT_TO_LEFT for letter in text):
        return text
    return isolate(text)


def shown_text(value: ValueView) -> str:
    """Return the value as it is read: its date in words, else its text on one line."""
    if value.edtf:
        try:
            return display_date(value.edtf)
        except DateError:
            # A file from elsewhere may hold anything; what it holds is shown as it is.
            return plain(value.text)
    return plain(value.text)


def mark_words(mark: Mark) -> str:
    """Return the word beside the sign of a mark; a plainly quoted value needs none."""
    return {
        Mark.QUOTED: "",
        Mark.INFERRED: tr("inferred"),
        Mark.UNSOURCED: tr("no source"),
        Mark.DISPUTED: tr("disputed"),
    }[mark]


def mark_sentence(value: ValueView) -> str:
    """Return how the value is evidenced, as the end of a sentence."""
    count = len(value.quote_ids)
    if value.rank == "deprecated":
        return tr("set aside")
    if value.mark is Mark.UNSOURCED:
        return tr("no source says so")
    if value.mark is Mark.QUOTED and not count:
        return tr("set by the editor, not quoted")
    if value.mark is Mark.INFERRED:
        return tr_count("inferred from {count} quote", "inferred from {count} quotes", count)
    if value.mark is Mark.DISPUTED:
        return tr_count(
            "disputed, {count} quote speaks of it", "disputed, {count} quotes speak of it", count
        )
    backed = tr_count("backed by {count} quote", "backed by {count} quotes", count)
    if value.origins and count > 1:
        origins = tr_count("{count} origin", "{count} origins", value.origins)
        return tr("{backed} from {origins}", backed=backed, origins=origins)
    return backed


def weight(value: ValueView) -> str:
    """Return what stands behind a value beside which another one stands; empty for all others.

    Whether it is preferred or set aside and why, how many quotes and origins say so, their grade.
    """
    if value.mark is not Mark.DISPUTED and value.rank == "normal":
        return ""
    parts = []
    why = plain(value.why).rstrip(".")
    if value.rank == "preferred":
        parts.append(tr("Preferred: {why}.", why=why) if why else tr("Preferred."))
    elif value.rank == "deprecated":
        parts.append(tr("Set aside: {why}.", why=why) if why else tr("Set aside."))
    quotes = tr_count("{count} quote", "{count} quotes", value.said_by)
    if value.origins:
        origins = tr_count("{count} origin", "{count} origins", value.origins)
        words = tr("{quotes} from {origins}, grade {grade}.", quotes=quotes, origins=origins,
                   grade=value.grade)  # fmt: skip
        parts.append(words)
    elif not value.said_by:
        parts.append(tr("No quote says so."))
    return " ".join(parts)


def value_sentence(label: str, value: ValueView) -> str:
    """Return the whole line in words, as a screen reader says it."""
    said = shown_text(value)
    parts = [apart(said)]
    if value.printed:
        parts.append(tr("printed as “{words}”", words=apart(plain(value.printed))))
    if value.addition:
        parts.append(apart(plain(value.addition)))
    if value.link is not None:
        parts.append(tr("link"))
    parts.append(mark_sentence(value))
    stands = weight(value)
    if stands:
        parts.append(stands)
    sentence = tr("{field}: {value}", field=plain(label), value=", ".join(parts))
    if value.warning:
        sentence = tr(
            "{sentence}. Warning: {warning}", sentence=sentence, warning=plain(value.warning)
        )
    return sentence


def caption(record: RecordDetail) -> str:
    """Return the line above the title: kind, review state, and the life of what it tells."""
    parts = [kind_name(record.kind).upper(), review_name(record.review)]
    if record.state:
        parts.append(state_name(record.state))
    if record.trashed:
        parts.append(tr("In the trash"))
    return _APART.join(part.replace(" ", "\u00a0") for part in parts)


def summary(record: RecordDetail) -> str:
    """Return in numbers what the record rests on, and what it lacks."""
    parts = [tr_count("{count} quote", "{count} quotes", len(record.quotes))]
    if record.quotes:
        parts.append(tr_count("{count} origin", "{count} origins", record.origins))
    if record.unsourced:
        parts.append(
            tr_count(
                "{count} value without a source",
                "{count} values without a source",
                record.unsourced,
            )
        )
    if record.disputed:
        parts.append(tr_count("{count} disputed", "{count} disputed", record.disputed))
    return _APART.join(part.replace(" ", "\u00a0") for part in parts)
