"""Everything shown about a record, its evidence and its names, edited where it is shown."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal

from desktop.editing.asking import Asking, Question
from desktop.editing.choices import Choice
from desktop.editing.claim_details import ClaimDetails
from desktop.editing.line_editing import LineEditing
from desktop.editing.tools import Tools
from desktop.editing.ways_out import Way
from desktop.editing.weighing import Weighing
from desktop.lists.wording import review_name
from desktop.overlay.items import OverlayItem
from desktop.text.escaping import plain
from desktop.text.translate import tr, tr_count
from desktop.window.ties import Ties
from models.editing.done import Done
from models.editing.evidence import add_claim
from models.editing.given import Evidence
from models.editing.names import prefer_name
from models.editing.several import change_tags, review_records
from models.editing.tags import add_identifier
from models.editing.weighing import overrule
from models.names.folding import fold
from models.proposing.words import MarkedWords, marked_words
from models.queries.claim_lines import all_tags, schemes, tags_of
from models.queries.forms import NOTE, POST
from models.reference.reference import Reference
from models.schema.vocabulary import REVIEWS

__all__ = ["EditedHere"]


class EditedHere(QObject):
    """Ties lines, chips and cards to what can be done with them, and does what commands ask."""

    changed = Signal()

    def __init__(self, tools: Tools, ties: Ties, parent: QObject) -> None:
        """Make the parts and let them listen."""
        super().__init__(parent)
        self._tools = tools
        self._tagged: tuple[int, ...] = ()
        self.details = ClaimDetails(tools, self)
        self.weighing = Weighing(tools, self.details, ties, self)
        self.lines = LineEditing(tools, self.weighing, self.tag, ties, self)
        ties.tie(tools.tags.saved, self._save_tags)
        ties.tie(tools.filling.way_chosen, self._go_way_out)

    @property
    def asking(self) -> Asking:
        """The small editor for questions."""
        return self._tools.asking

    def close(self) -> None:
        """Close what is open; nothing is changed."""
        self._tools.asking.close()
        for overlay in (self._tools.choices, self._tools.tags):
            if overlay.isVisible():
                overlay.dismiss()

    # ------------------------------------------------------------------- the line

    def edit_here(self) -> None:
        """Edit the line that has the keyboard; on a quote, offer what can be done with it."""
        tools, slot = self._tools, self._tools.panes.detail.current_slot
        if slot is not None:
            self.lines.edit(slot)
        elif tools.panes.quotes.current_quote_id is not None:
            self.weighing.offer_here()
        elif tools.record.detail is not None and tools.may_write():
            tools.filling.edit(tools.record.detail.id)

    def fill(self, name: str) -> None:
        """Fill a field of the record that is shown."""
        detail = self._tools.record.detail
        if detail is not None and self._tools.may_write():
            self._tools.filling.edit(detail.id, name, fresh=True)

    def add_name(self) -> None:
        """Add a spelling of the name of the record that is shown."""
        self._add_inside("name", ("official", "organization", "place"), tr("This has no names"))

    def add_post(self) -> None:
        """Add a post to the official that is shown."""
        self._add_inside(POST, ("official",), tr("Only an official holds posts"))

    def _add_inside(self, name: str, kinds: Sequence[str], why_not: str) -> None:
        detail = self._tools.record.detail
        if detail is not None and detail.kind in kinds:
            self.fill(name)
        else:
            self._tools.say(why_not)

    def edit_note(self) -> None:
        """Write the note on the record that is shown."""
        self.fill(NOTE)

    def prefer_name(self) -> None:
        """Call the record by the name that has the keyboard."""
        tools, slot = self._tools, self._tools.panes.detail.current_slot
        line = tools.shown(slot) if slot is not None else None
        if line is None or line.section != "names":
            tools.say(tr("Go to one of the names first"))
        elif tools.may_write():
            tools.make(partial(prefer_name, name=line.record))

    def add_identifier(self) -> None:
        """Ask for a register, then for what it calls the record that is shown."""
        tools, detail = self._tools, self._tools.record.detail
        if detail is None or not tools.may_write():
            return
        record, at = detail.id, tools.at_field(detail.id, "identifier")
        said: list[str] = []

        def value(_: Done | None) -> None:
            tools.asking.ask(
                Question(
                    label=said[0],
                    at=at,
                    answer=lambda text, _: partial(
                        add_identifier, record=record, scheme=said[0], value=text
                    ),
                    hint=tr("What the register calls it"),
                    show=record,
                )
            )

        def chosen(text: str, key: object) -> None:
            said.append(str(key) if key is not None else text)

        def offers(database: Any, text: str) -> list[OverlayItem]:
            known = [one for one in schemes(database) if fold(text) in fold(one)]
            return [OverlayItem(one, plain(one), plain(one)) for one in known[:8]]

        tools.asking.ask(
            Question(
                label=tr("Identifier of which register?"),
                at=at,
                answer=chosen,
                hint=tr("wikidata, viaf, isni…"),
                look_up=offers,
                then=value,
            )
        )

    # ----------------------------------------------- where quotes say otherwise

    def _go_way_out(self, way: Way, record: int, field: str, value: Any) -> None:
        """Go the way that was chosen where a value rests on quotes."""
        tools, detail = self._tools, self._tools.record.detail
        if detail is None:
            return
        mine = f"{record}:{field}:"
        lines = [line.value for line in tools.panes.detail.lines]
        backed = next((one for one in lines if one.slot.startswith(mine) and one.quote_ids), None)
        if way is Way.OVERRULE:
            tools.asking.ask(
                Question(
                    label=tr("Why do those quotes not count?"),
                    at=tools.at_field(record, field),
                    answer=lambda reason, _: partial(
                        overrule, record=record, field=field, value=value, reason=reason
                    ),
                    hint=tr("A reason that others can follow"),
                    show=detail.id,
                )
            )
        elif backed is not None and way is Way.LOOK:
            tools.panes.quotes.focus_slot(backed.slot)
        elif backed is not None:
            tools.browsing.read_source_of(backed.quote_ids[0])
            tools.say(tr("Mark the words that say so, then press Ctrl+U"))

    # ------------------------------------------------------------- tags and review

    def _records(self) -> tuple[int, ...]:
        """Return what is meant: the selected rows with the keyboard, else the record shown."""
        selected = tuple(self._tools.panes.table.selected_ids())
        detail = self._tools.record.detail
        if len(selected) > 1:
            return selected
        return (detail.id,) if detail is not None else selected

    def tag(self) -> None:
        """Open the tags of the records that are meant."""
        tools, records = self._tools, self._records()
        if not records or not tools.may_write():
            return
        self._tagged = records

        def read(database: Any) -> tuple[tuple[str, ...], dict[str, int]]:
            return all_tags(database), tags_of(database, records)

        tools.read("tags", read, lambda found: tools.tags.ask(found[0], found[1], len(records)))

    def _save_tags(self, on: list[str], off: list[str]) -> None:
        self._tools.make(partial(change_tags, records=self._tagged, add=on, remove=off))

    def review(self) -> None:
        """Ask how far the records that are meant are checked."""
        records = self._records()
        if not records or not self._tools.may_write():
            return
        said = tr_count("{count} record", "{count} records", len(records))
        choices = [
            Choice(review_name(one), partial(self.mark, one), "check", trailing=_means(one))
            for one in REVIEWS
        ]
        self._tools.choices.ask(tr("How far is this checked?"), said, choices)

    def mark(self, review: str) -> None:
        """Mark the records that are meant as draft, checked or verified."""
        records = self._records()
        if records and self._tools.may_write():
            self._tools.make(partial(review_records, records=records, review=review))

    # ------------------------------------------------------------------- denying

    def deny(self) -> None:
        """Let the words marked in the source deny the value that has the keyboard."""
        tools = self._tools
        reader, slot = tools.panes.reader, tools.panes.detail.current_slot
        line = tools.shown(slot) if slot is not None else None
        span, snapshot = reader.selection(), reader.snapshot_id
        if not tools.may_write():
            return
        if reader.isHidden() or span is None or snapshot is None:
            tools.say(tr("Mark the words that deny it in the source first"))
            return
        if line is None or line.section or line.name == "participation":
            tools.say(tr("Go to the value that they deny"))
            return
        view = line.value
        given: str | int = view.link.id if view.link is not None else view.edtf or view.text
        tools.make(
            partial(
                _deny, marked=(snapshot, span.start, span.end), record=line.record,
                field=line.name, value=given,
            )
        )  # fmt: skip


def _means(review: str) -> str:
    return {
        "draft": tr("nobody has looked at it yet"),
        "checked": tr("somebody compared it with its sources"),
        "verified": tr("a second person did, too"),
    }[review]


def _deny(
    reference: Reference, *, marked: tuple[int, int, int], record: int, field: str, value: str | int
) -> Done:
    with reference.connected() as database:
        words: MarkedWords | None = marked_words(database, *marked)
    if words is None:
        return Done(None, "", None)
    evidence = Evidence(words.quote, span=(words.start, words.end), supports=False)
    return add_claim(reference, record=record, field=field, value=value, evidence=evidence)
