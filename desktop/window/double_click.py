"""Opening references by double-click: offered once, set up and undone from the window."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from desktop.jobs.task import Task
from desktop.registration.registration import (
    CHECKOUT,
    is_registered,
    register,
    supported,
    unregister,
)
from desktop.registration.report import Report
from desktop.state.settings import Settings
from desktop.text.translate import tr
from desktop.window.banner import Banner

__all__ = ["DoubleClick"]

OFFERED = "double_click/offered"


class DoubleClick(QObject):
    """Knows whether double-click is set up, and changes it beside the window."""

    changed = Signal()
    crashed = Signal(object)

    def __init__(self, banner: Banner, settings: Settings, parent: QObject) -> None:
        """Look once; nothing is changed."""
        super().__init__(parent)
        self._banner = banner
        self._settings = settings
        self.registered = supported() and is_registered(CHECKOUT)

    def offer_once(self) -> None:
        """Ask, the first time only, whether to set it up; the answer can wait for ever."""
        if self.registered or not supported() or self._settings.flag(OFFERED):
            return
        self._settings.set_flag(OFFERED, True)
        self._banner.say(
            tr("References can open by double-click."),
            tr("This can be undone in the menu Help."),
            severity="info",
            action=tr("Set it up"),
            then=self.set_up,
        )

    def set_up(self) -> None:
        """Register the file type and the launcher for this person."""
        self._settings.set_flag(OFFERED, True)
        self._run(lambda: register(CHECKOUT), registered=True)

    def undo(self) -> None:
        """Take everything back that was registered."""
        self._run(unregister, registered=False)

    def _run(self, work: Callable[[], Report], *, registered: bool) -> None:
        task = Task(work, self)

        def done(report: Report) -> None:
            if report.done:
                self.registered = registered
            self._banner.say(
                " ".join(report.sentences), severity="info" if report.done else "warning"
            )
            self.changed.emit()

        task.done.connect(done)
        task.crashed.connect(self.crashed)
        task.start()
