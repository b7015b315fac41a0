"""The ways on from a file that is damaged, stale or of an older version."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from desktop.backups.keeping import say_share
from desktop.progress.line import Ending
from desktop.progress.strip import ProgressStrip
from desktop.text.translate import tr
from desktop.window.banner import Banner
from desktop.window.session import Session
from models.backups.backup import Backup
from models.backups.restoring import free_beside
from models.migrating.bringing_up import bring_up_to_date
from models.reference.problems import DamagedError, OlderVersionError, ProblemError
from models.reference.reference import Reference
from models.repair.renewing import renew
from models.repair.repairing import repair
from models.repair.report import RepairReport

__all__ = ["Mending"]


class Mending(QObject):
    """Repairs into a new file, brings up to date and makes keys anew, beside the window."""

    open_requested = Signal(object)
    """The path of a reference that is to be shown now."""
    report_requested = Signal(str, str)
    """Heading and text of what a repair did."""
    renewed = Signal()
    """The keys of the open reference are by today's rules now."""

    def __init__(
        self,
        strip: ProgressStrip,
        banner: Banner,
        session: Callable[[], Session | None],
        parent: QObject,
    ) -> None:
        """Begin with nothing to mend; `session` gives the open reference."""
        super().__init__(parent)
        self._strip = strip
        self._banner = banner
        self._open = session

    def offer_way_on(self, problem: ProblemError) -> bool:
        """Say that a file is damaged or of an older version, with the way on; False for others."""
        if isinstance(problem, OlderVersionError):
            path = problem.path
            self._banner.say(
                problem.sentence,
                problem.advice,
                severity="info",
                action=tr("Bring it up to date"),
                then=lambda: self.update(path),
            )
            return True
        damaged = problem.path if isinstance(problem, DamagedError) else None
        if damaged is None:
            return False
        self._banner.say(
            problem.sentence,
            tr("Restore a backup of it, or save what can be read; the file itself stays as it is."),
            severity="error",
            action=tr("Repair into a new file"),
            then=lambda: self.repair(damaged),
        )
        return True

    def update(self, path: Path) -> None:
        """Bring a file of an older version up to this one, after a backup, and show it."""
        self._banner.dismiss()

        def ended(made: Backup | None) -> Ending | None:
            self.open_requested.emit(path)
            if made is None:
                return None
            return Ending(
                tr(
                    "{name} is up to date; as it was, it is kept in {backup}.",
                    name=path.name,
                    backup=str(made.path),
                )
            )

        self._strip.run(
            tr("Bringing {name} up to date", name=path.name),
            lambda tell, cancelled: bring_up_to_date(path, cancelled=cancelled, progress=tell),
            ended=ended,
            cancelled=tr("Nothing was changed: cancelled"),
            saying=say_share,
        )

    def repair(self, path: Path | None = None) -> None:
        """Build a sound file beside a damaged one from what can be read of it, and show it."""
        if path is None:
            session = self._open()
            if session is None:
                return
            path = session.reference.path
        damaged, into = path, free_beside(path, tr("repaired"))

        def ended(report: RepairReport) -> Ending:
            self.open_requested.emit(into)
            heading = tr("What the repair of {name} did", name=damaged.name)
            text = "\n".join(report.lines())
            said = (
                tr(
                    "{name} is repaired; nothing that could be looked for is missing.",
                    name=into.name,
                )
                if report.whole
                else tr("{name} holds what could be saved.", name=into.name)
            )
            return Ending(
                said,
                "info" if report.whole else "warning",
                action=tr("Show the report"),
                then=lambda: self.report_requested.emit(heading, text),
            )

        self._strip.run(
            tr("Repairing {name} into a new file", name=damaged.name),
            lambda tell, cancelled: repair(damaged, into, cancelled=cancelled, progress=tell),
            ended=ended,
            cancelled=tr("Nothing was repaired: cancelled"),
            saying=say_share,
        )

    def renew(self) -> None:
        """Make the search and sort keys of the open reference anew, after a backup."""
        session = self._open()
        if session is None:
            return
        reference = session.reference

        def ended(_: object) -> Ending:
            if self._open() is session:
                session.browsing.refresh()
                self.renewed.emit()
            return Ending(tr("Search and sort keys were made anew; no word was changed."))

        self._strip.run(
            tr("Making search and sort keys anew"),
            lambda tell, cancelled: _renewed(reference, cancelled, tell),
            ended=ended,
            cancelled=tr("Nothing was changed: cancelled"),
            saying=say_share,
        )


def _renewed(
    reference: Reference,
    cancelled: Callable[[], bool],
    tell: Callable[[int, int, str], None],
) -> bool:
    with reference.connected():
        return renew(reference, cancelled=cancelled, progress=tell)
