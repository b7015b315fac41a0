"""Verify in the window: checking a reference beside it, and saying what was found."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal

from desktop.progress.line import ProgressLine
from desktop.progress.strip import ProgressStrip
from desktop.text.translate import tr, tr_count
from desktop.window.banner import Banner
from models.reference.problems import ProblemError

if TYPE_CHECKING:
    from desktop.window.session import Session
    from models.checking.verification import Verification

__all__ = ["Verifying"]

UNKNOWN = ""
"""The state of a reference nobody has checked since it was opened."""


class Verifying(QObject):
    """Runs Verify on a reference that is open, and tells the result in the banner."""

    ended = Signal()
    report_requested = Signal(str, str)
    """Heading and text of all failures."""
    failed = Signal(object)
    """A `ProblemError`."""
    renewal_requested = Signal()
    """Search and sort keys are to be made anew."""
    _advanced = Signal(int)

    def __init__(self, banner: Banner, strip: ProgressStrip, parent: QObject) -> None:
        """Begin with nothing to verify."""
        super().__init__(parent)
        self._banner = banner
        self._strip = strip
        self._line: ProgressLine | None = None
        self._changed = False
        self.state = UNKNOWN
        """What is known of the open reference, in a few words for the status line."""
        self._advanced.connect(self._on_advanced, Qt.ConnectionType.QueuedConnection)

    def start(self, session: Session, *, quietly: bool, quick: bool = False) -> None:
        """Check the reference beside the window; quietly, only failures are told.

        A `quick` check looks at a sample: what a large file is given when it is opened.
        """
        reference = session.reference
        self.state, self._changed = UNKNOWN, False
        self._take_line_away()
        if not quietly:
            session.look_after_file()
            self._line = self._strip.add(tr("Verifying {name}", name=reference.path.name))
            self._line.cancel_requested.connect(lambda: self._cancel(session))

        def done(found: Verification) -> None:
            self.state = UNKNOWN if self._changed else _state(found)
            self._take_line_away()
            self.ended.emit()
            if not found.passed:
                self._say_failures(found)
            elif not quietly and not session.file_is_gone:
                self._banner.say(_said(found), severity="info")

        def work(_: object, cancelled: Callable[[], bool]) -> Verification:
            from models.checking.verification import verify  # noqa: PLC0415 - not needed to start

            progress = _Told(self._advanced.emit) if not quietly else _unheard
            return verify(reference, cancelled=cancelled, progress=progress, quick=quick)

        def failed(problem: ProblemError) -> None:
            self._take_line_away()
            self.failed.emit(problem)

        session.jobs.run("verify", work, done, failed, long=True)

    def _cancel(self, session: Session) -> None:
        session.jobs.cancel("verify")
        self._take_line_away()

    def _take_line_away(self) -> None:
        if self._line is not None:
            self._strip.remove(self._line)
            self._line = None

    def forget(self) -> None:
        """Know nothing of the reference any more: it was closed."""
        self.state = UNKNOWN
        self._take_line_away()

    def after_step(self) -> None:
        """Know that the reference has changed: what was checked is not what there is now."""
        self.state = UNKNOWN
        self._changed = True

    def _on_advanced(self, share: int) -> None:
        if self._line is not None:
            self._line.tell(tr("{share} %", share=share), share / 100)

    def _say_failures(self, found: Verification) -> None:
        said = _said(found)
        if found.stale and found.count == len(found.stale):
            self._banner.say(
                tr("Search and sort keys of this reference were made by another Attaché."),
                tr("Until they are made anew, searching and sorting can miss records."),
                severity="warning",
                action=tr("Make them anew"),
                then=self.renewal_requested.emit,
            )
            return
        self._banner.say(
            tr("{found}: {first}", found=said, first=found.failures[0]),
            tr("What fails is not to be relied on; open a backup or ask for another copy."),
            severity="error",
            action=tr("Show all"),
            then=lambda: self.report_requested.emit(said, _listed(found)),
        )


class _Told:
    """Passes progress on in whole percents, each once."""

    def __init__(self, tell: Callable[[int], object]) -> None:
        self._tell = tell
        self._last = -1

    def __call__(self, done: int, total: int, label: str) -> None:
        del label
        share = 100 * done // total if total else 100
        if share != self._last:
            self._last = share
            self._tell(share)


def _unheard(*what: object) -> None:
    """Tell nobody how far it is."""
    del what


def _said(found: Verification) -> str:
    if not found.passed:
        return tr_count(
            "Verify found {count} failure", "Verify found {count} failures", found.count
        )
    if found.sample:
        return tr("Checked in part: a sample of every hash, quote and value holds")
    if not found.complete:
        return tr("Every quote and value holds; the search index could not be checked just now")
    return tr("Verified: every hash, every quote and every value holds")


def _listed(found: Verification) -> str:
    """Return the failures one a line; the last says how many more there are."""
    lines = list(found.failures)
    if found.count > len(lines):
        lines.append(tr("… and {count} more.", count=found.count - len(lines)))
    return "\n".join(lines)


def _state(found: Verification) -> str:
    if not found.passed:
        return tr("{count} failed checks", count=found.count)
    if found.sample:
        return tr("checked in part")
    return tr("verified") if found.complete else UNKNOWN
