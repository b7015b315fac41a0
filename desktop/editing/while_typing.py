"""What the editor offers and says while somebody types: records, choices, how a date reads."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QObject, Signal

from desktop.editing.field_editor import FieldEditor
from desktop.editing.offers import choice_name, choice_offers, record_offers
from desktop.editing.opened import Opened
from desktop.jobs.jobs import Jobs
from desktop.lists.wording import script_name
from desktop.text.translate import tr
from desktop.window.ties import Ties
from models.dates import DateError, display_date, read_written_date
from models.fields.registry import FieldType
from models.names.scripts import script_of
from models.proposing.reading_off import offered
from models.queries.views import OpenHit, RecordLink

__all__ = ["WhileTyping"]


class WhileTyping(QObject):
    """Follows the words in the editor with offers below it and a note beside them."""

    caught_up = Signal(int)
    """The offers have come that somebody was ahead of, with the step they waited with."""
    failed = Signal(object)
    """A `ProblemError`."""

    def __init__(self, jobs: Jobs, editor: FieldEditor, ties: Ties, parent: QObject) -> None:
        """Listen to the editor; nothing is typed yet."""
        super().__init__(parent)
        self._jobs = jobs
        self._editor = editor
        self._opened: Opened | None = None
        self._offered_for: str | None = None
        self._hasty: int | None = None
        ties.tie(editor.edited, self._follow)

    def begin(self, opened: Opened) -> None:
        """Begin with what stands in a field at first."""
        self._opened = opened
        self._offered_for = self._hasty = None
        self._follow(opened.text)

    def end(self) -> None:
        """Nothing is typed any more."""
        self._opened = None
        self._jobs.cancel("candidates")

    def is_ahead(self, step: int) -> bool:
        """Tell whether offers for these words are still to come; `caught_up` says when they have.

        Whoever types fast is ahead of the offers: what they mean is among those to come.
        """
        opened = self._opened
        if opened is None or opened.form.type is not FieldType.RECORD:
            return False
        if self._offered_for == self._editor.text:
            return False
        self._hasty = step
        return True

    def _follow(self, text: str) -> None:
        if self._opened is not None:
            self._offer(self._opened, text)
            self._say_reading(self._opened, text)

    def _offer(self, opened: Opened, text: str) -> None:
        form = opened.form
        if form.type is FieldType.CHOICE:
            current = choice_name(form.text) if form.text else ""
            typed = "" if text == current else text
            self._editor.offer(choice_offers(form, typed), choose_first=bool(typed))
        elif form.type is FieldType.RECORD:
            self._jobs.run(
                "candidates",
                lambda database, _: offered(database, form, text, opened.words),
                partial(self._show_candidates, opened, text),
                self.failed.emit,
            )

    def _show_candidates(
        self, opened: Opened, text: str, found: tuple[Sequence[OpenHit], Sequence[str]]
    ) -> None:
        if opened is not self._opened or text != self._editor.text:
            return
        form = opened.form
        unchanged = form.link is not None and text == form.link.label and not form.connections
        proposal = opened.proposal
        proposed = proposal is not None and text in ("", proposal.text)
        others = proposal.others if proposal is not None and proposed else ()
        hits, completed = found
        offers = record_offers(form, text, (*hits, *_hits(others, hits)), completed)
        self._editor.offer([] if unchanged else offers, choose_first=bool(text.strip()))
        self._offered_for = text
        step, self._hasty = self._hasty, None
        if step is not None:
            self.caught_up.emit(step)

    def _say_reading(self, opened: Opened, text: str) -> None:
        form = opened.form
        if (form.kind, form.name) == ("name", "text") or form.inside == "name":
            said = tr("Letters: {script}", script=script_name(script_of(text)))
            self._editor.say(said if text.strip() else "")
            return
        if form.type is not FieldType.DATE:
            if self._editor.note:
                self._editor.say("")
            return
        if not text.strip():
            self._editor.say("")
            return
        try:
            date = read_written_date(text.strip())
        except DateError as error:
            self._editor.say(str(error), problem=True)
        else:
            self._editor.say(tr("Reads {date}", date=display_date(date.edtf)))


def _hits(named: Sequence[RecordLink], known: Sequence[OpenHit]) -> list[OpenHit]:
    """Return what a sentence names beside the first as offers, those left out that are there."""
    ids = {hit.id for hit in known}
    told = tr("named in the sentence")
    return [OpenHit(one.id, one.kind, one.label, None, told) for one in named if one.id not in ids]
