"""Making two records one, one after the other of those that may be the same, and taking apart."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal

from desktop.editing.editing import Editing
from desktop.jobs.jobs import Jobs
from desktop.past.apart_overlay import ApartOverlay
from desktop.past.merge_panel import MergePanel
from desktop.past.other_record import OtherRecord
from desktop.text.escaping import plain
from desktop.text.translate import tr
from desktop.window.panes import Panes
from desktop.window.record_shown import RecordShown
from desktop.window.ties import Ties
from models.editing import may_be_the_same, merge, not_the_same, unmerge
from models.editing.done import Done, RefusedError
from models.queries.comparing import Comparison, compare, merged_into
from models.queries.duplicates import PossibleDuplicate, pairs_told_apart, possible_duplicates
from models.queries.lookup import quick_open, recent_hits
from models.reference.reference import Reference

__all__ = ["Merging"]

SHOWN_LABEL = 60


class Merging(QObject):
    """Shows two records side by side and merges them, or remembers that they are not the same."""

    said = Signal(str)
    failed = Signal(object)
    """A `ProblemError`."""

    def __init__(
        self,
        reference: Reference,
        jobs: Jobs,
        editing: Editing,
        record: RecordShown,
        panes: Panes,
        panel: MergePanel,
        other: OtherRecord,
        apart: ApartOverlay,
        ties: Ties,
        parent: QObject,
    ) -> None:
        """Listen to the panel and the lists."""
        super().__init__(parent)
        self._reference = reference
        self._jobs = jobs
        self._editing = editing
        self._record = record
        self._panes = panes
        self._panel = panel
        self._other = other
        self._apart = apart
        self._first: tuple[int, str] | None = None
        self._pairs: list[PossibleDuplicate] = []
        self._place = 0
        self._reasons: tuple[str, ...] = ()
        self._working = False
        self._ask_why = False
        self._none_left = ""
        ties.tie(panel.merge_requested, self._merge)
        ties.tie(panel.swap_requested, self._swap)
        ties.tie(panel.not_the_same_requested, self._not_the_same)
        ties.tie(panel.may_be_the_same_requested, self._may_be_the_same)
        ties.tie(panel.moved, self._move)
        ties.tie(panel.left, self._end)
        ties.tie(other.asked, self._look_up)
        ties.tie(other.chosen, self._on_other)
        ties.tie(apart.chosen, self._take_apart)

    # -------------------------------------------------------------- two of them

    def tell_apart(self) -> None:
        """Compare as `begin` does, and ask why the two are not the same."""
        self.begin(apart=True)

    def begin(self, *, apart: bool = False) -> None:
        """Compare the two selected records; with one, ask for the other."""
        self._ask_why = apart
        selected = self._panes.table.selected_ids()
        detail = self._record.detail
        if len(selected) == 2:
            # The one that is looked at stays, until somebody says otherwise.
            current = self._panes.table.current_id
            one, two = selected if current != selected[1] else (selected[1], selected[0])
            self._pairs, self._reasons = [], ()
            self._compare(one, two)
        elif len(selected) > 2:
            self.said.emit(tr("Select two records, not {count}", count=len(selected)))
        elif detail is not None:
            self._first = (detail.id, detail.kind)
            self._ask_other(detail.id, detail.label, apart)

    def _ask_other(self, record: int, label: str, apart: bool) -> None:
        def work(database: Any, _: object) -> Any:
            pairs = possible_duplicates(database, record)
            ids = [pair.other if pair.one == record else pair.one for pair in pairs]
            return recent_hits(database, ids)

        self._other.ask(plain(label, SHOWN_LABEL), apart=apart)
        self._jobs.run("others", work, self._other.set_recent, self.failed.emit, whole=True)

    def _look_up(self, text: str) -> None:
        if self._first is None:
            return
        record, kind = self._first

        def work(database: Any, _: object) -> Any:
            return tuple(h for h in quick_open(database, text, kinds=(kind,)) if h.id != record)

        self._jobs.run(
            "others", work, lambda hits: self._other.show_hits(text, hits), self.failed.emit
        )

    def _on_other(self, record: int) -> None:
        if self._first is not None:
            self._pairs, self._reasons = [], ()
            self._compare(self._first[0], record)

    # ------------------------------------------------------------ side by side

    def _compare(self, kept: int, gone: int) -> None:
        def work(database: Any, _: object) -> Any:
            return compare(database, kept, gone)

        self._jobs.run("compare", work, self._on_compared, self.failed.emit)

    def _on_compared(self, comparison: Comparison | None) -> None:
        if comparison is None:
            if self._pairs:
                self._drop_pair()
            else:
                self._panel.dismiss()
                self.said.emit(tr("One of the two is no longer there"))
            return
        place = (self._place + 1, len(self._pairs)) if self._pairs else (0, 0)
        self._panel.show_pair(comparison, reasons=self._reasons, place=place)
        if self._ask_why:
            self._ask_why = False
            self._panel.ask_why()

    def _swap(self) -> None:
        shown = self._panel.comparison
        if shown is not None and not self._working:
            self._compare(shown.gone.id, shown.kept.id)

    def _merge(self) -> None:
        shown = self._panel.comparison
        if shown is None or self._working or not self._can_write():
            return
        kept, gone = shown.kept.id, shown.gone.id
        self._work(partial(merge, keep=kept, gone=gone), kept, (gone,))

    def _not_the_same(self, reason: str) -> None:
        shown = self._panel.comparison
        if shown is None or self._working or not self._can_write():
            return
        one, other = shown.kept.id, shown.gone.id
        self._work(partial(not_the_same, one=one, other=other, reason=reason), one, ())

    def _may_be_the_same(self) -> None:
        shown = self._panel.comparison
        if shown is None or self._working or not self._can_write():
            return
        one, other = shown.kept.id, shown.gone.id
        # Two alone stay side by side: now they can be merged.
        self._work(partial(may_be_the_same, one=one, other=other), one, (), stay=True)

    def _can_write(self) -> bool:
        if not self._editing.writable:
            self._panel.say_problem(tr("This reference can only be read."))
        return self._editing.writable

    def _work(self, service: Any, show: int, gone: Sequence[int], *, stay: bool = False) -> None:
        self._working = True
        shown = self._panel.comparison

        def done(_: Done) -> None:
            self._working = False
            if not self._pairs:
                if stay and shown is not None:
                    self._compare(shown.kept.id, shown.gone.id)
                else:
                    self._panel.dismiss()
                return
            here = self._pairs[self._place]
            self._pairs = [
                pair
                for pair in self._pairs
                if pair is not here and not {pair.one, pair.other} & set(gone)
            ]
            self._place = min(self._place, max(0, len(self._pairs) - 1))
            self._show_pair()

        def refused(error: RefusedError) -> None:
            self._working = False
            self._panel.say_problem(error.sentence)

        self._editing.make(service, show=show, done=done, refused=refused)

    # ---------------------------------------------------------- many, in turn

    def review(self) -> None:
        """Go through the records that may be the same, the likeliest first."""

        def work(database: Any, _: object) -> Any:
            return possible_duplicates(database)

        self.said.emit(tr("Looking for records that may be the same…"))
        self._none_left = tr("Nothing is left that looks like the same record twice")
        self._jobs.run("duplicates", work, self._on_pairs, self.failed.emit, whole=True)

    def review_told_apart(self) -> None:
        """Go through the records that somebody said are not the same, to take that back."""

        def work(database: Any, _: object) -> Any:
            return pairs_told_apart(database)

        self._none_left = tr("Of no two records it is said that they are not the same")
        self._jobs.run("duplicates", work, self._on_pairs, self.failed.emit)

    def _on_pairs(self, pairs: Sequence[PossibleDuplicate]) -> None:
        self._pairs, self._place = list(pairs), 0
        self.said.emit("")
        self._show_pair()

    def _show_pair(self) -> None:
        if not self._pairs:
            if self._panel.isVisible():
                self._panel.dismiss()
            self.said.emit(self._none_left)
            return
        pair = self._pairs[self._place]
        self._reasons = pair.reasons
        self._compare(pair.one, pair.other)

    def _drop_pair(self) -> None:
        del self._pairs[self._place]
        self._place = min(self._place, max(0, len(self._pairs) - 1))
        self._show_pair()

    def _move(self, step: int) -> None:
        if self._pairs and not self._working:
            self._place = (self._place + step) % len(self._pairs)
            self._show_pair()

    def _end(self) -> None:
        self._pairs = []
        self._ask_why = False
        self._jobs.cancel("compare")

    # -------------------------------------------------------------- apart again

    def take_apart(self) -> None:
        """Ask which of the records that were merged into this one is to stand alone again."""
        detail = self._record.detail
        if detail is None:
            return

        def work(database: Any, _: object) -> Any:
            return merged_into(database, detail.id)

        def show(found: Any) -> None:
            if found:
                self._apart.ask(plain(detail.label, SHOWN_LABEL), found)
            else:
                self.said.emit(tr("Nothing was merged into this record"))

        self._jobs.run("merged", work, show, self.failed.emit)

    def _take_apart(self, record: int) -> None:
        self._editing.make(partial(unmerge, record=record), show=record)
        self._panes.focus_table(Qt.FocusReason.OtherFocusReason)
