"""Verify in the window: checking a reference beside it, and saying what was found."""

from PySide6.QtCore import QObject, Signal

from desktop.text.translate import tr, tr_count
from desktop.window.banner import Banner
from desktop.window.session import Session
from models.checking.verification import Verification, verify

__all__ = ["Verifying"]


class Verifying(QObject):
    """Runs Verify on a reference that is open, and tells the result in the banner."""

    state_said = Signal(str)
    """What the status line shows while it runs."""
    ended = Signal()
    report_requested = Signal(str, str)
    """Heading and text of all failures."""
    failed = Signal(object)
    """A `ProblemError`."""

    def __init__(self, banner: Banner, parent: QObject) -> None:
        """Begin with nothing to verify."""
        super().__init__(parent)
        self._banner = banner

    def start(self, session: Session, *, quietly: bool) -> None:
        """Check everything beside the window; quietly, only failures are told."""
        reference = session.reference
        if not quietly:
            session.look_after_file()
            self.state_said.emit(tr("Verifying…"))

        def done(found: Verification) -> None:
            self.ended.emit()
            if not found.passed:
                self._say_failures(found)
            elif not quietly and not session.file_is_gone:
                self._banner.say(_said(found), severity="info")

        session.jobs.run(
            "verify",
            lambda _, cancelled: verify(reference, cancelled=cancelled),
            done,
            self.failed.emit,
            long=True,
        )

    def _say_failures(self, found: Verification) -> None:
        said = _said(found)
        self._banner.say(
            tr("{found}: {first}", found=said, first=found.failures[0]),
            tr("What fails is not to be relied on; open a backup or ask for another copy."),
            severity="error",
            action=tr("Show all"),
            then=lambda: self.report_requested.emit(said, "\n".join(found.failures)),
        )


def _said(found: Verification) -> str:
    if found.passed:
        return tr("Verified: every hash, every quote and every value holds")
    return tr_count(
        "Verify found {count} failure", "Verify found {count} failures", len(found.failures)
    )
