"""Finding evidence for a field: looking through the sources, and backing it with a sentence."""

from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal

from desktop.editing.editing import Editing
from desktop.editing.evidence_list import EvidenceList
from desktop.editing.page_locators import PageLocators
from desktop.jobs.jobs import Jobs
from desktop.text.translate import tr
from desktop.window.panes import Panes
from desktop.window.record_shown import RecordShown
from desktop.window.ties import Ties
from models.editing.done import Done
from models.editing.evidence import add_claim
from models.proposing.evidence_search import (
    EvidenceSearch,
    FoundSentence,
    search_evidence,
    words_of,
)
from models.proposing.reading_off import evidence_for
from models.reference.reference import Reference

__all__ = ["EvidenceFinding"]


class EvidenceFinding(QObject):
    """Looks for sentences on a worker while the list is open; closing it breaks that off."""

    said = Signal(str)
    failed = Signal(object)
    """A `ProblemError`."""

    def __init__(
        self,
        jobs: Jobs,
        editing: Editing,
        record: RecordShown,
        listed: EvidenceList,
        panes: Panes,
        ties: Ties,
        pages: PageLocators,
        parent: QObject,
    ) -> None:
        """Listen to the list; it stays closed."""
        super().__init__(parent)
        self._jobs = jobs
        self._editing = editing
        self._record = record
        self._list = listed
        self._detail = panes.detail
        self._pages = pages
        self._search: EvidenceSearch | None = None
        ties.tie(listed.sentence_chosen, self._back)
        ties.tie(listed.closed, self._break_off)

    def find(self) -> None:
        """Look for sentences that say the value which has the keyboard."""
        slot = self._detail.current_slot
        if slot is None or not self._editing.writable:
            return
        self._search = None
        line = next(one for one in self._detail.lines if one.value.slot == slot)
        self._list.wait_for(line.value.text, quoted=bool(line.value.quote_ids))

        def work(database: Any, cancelled: Any) -> EvidenceSearch | None:
            return search_evidence(database, slot, cancelled=cancelled)

        self._jobs.run("evidence", work, self._show, self.failed.emit, long=True)

    def _show(self, search: EvidenceSearch | None) -> None:
        self._search = search
        if search is None:
            self._list.dismiss()
            self.said.emit(tr("This field is the editor’s own and has no quotes"))
        else:
            self._list.show_found(search)

    def _break_off(self) -> None:
        self._jobs.cancel("evidence")

    def _back(self, found: FoundSentence) -> None:
        search, detail = self._search, self._record.detail
        if search is not None:
            service = partial(_claim, search=search, found=found, pages=self._pages)
            self._editing.make(service, show=detail.id if detail is not None else None)


def _claim(
    reference: Reference, *, search: EvidenceSearch, found: FoundSentence, pages: PageLocators
) -> Done:
    with reference.connected() as database:
        words = words_of(database, found)
        if words is None:
            return Done(None, "", None)
        evidence = evidence_for(database, search.form, search.value, words)
    return add_claim(
        reference,
        record=search.form.record,
        field=search.form.name,
        value=search.value,
        evidence=pages.place_evidence(evidence),
    )
