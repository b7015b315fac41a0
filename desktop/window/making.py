"""Making the references that are shipped, beside the window."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from desktop.progress.line import Ending
from desktop.progress.strip import ProgressStrip
from desktop.start.record import make_record, record_place, say_progress
from desktop.state.settings import Settings
from desktop.text.translate import tr

__all__ = ["Making"]

OFFERED = "record/offered"


class Making(QObject):
    """Makes the US diplomatic record in the strip of long work, and offers it once."""

    open_requested = Signal(object)
    """The path of a reference that is to be opened now."""

    def __init__(
        self, strip: ProgressStrip, settings: Settings, is_idle: Callable[[], bool], parent: QObject
    ) -> None:
        """`is_idle` says whether the window shows no reference: then what was made is opened."""
        super().__init__(parent)
        self._strip = strip
        self._settings = settings
        self._is_idle = is_idle
        self._making: set[Path] = set()

    def make_record(self, path: Path | None = None) -> None:
        """Make the record at `path`, in the person's documents when None, and open it.

        One that is there already is opened; one that is being made is not made twice.
        """
        path = record_place() if path is None else path.absolute()
        if path.exists():
            self.open_requested.emit(path)
            return
        if path in self._making:
            return
        self._making.add(path)

        def ended(made: Path) -> Ending | None:
            if self._is_idle():
                self.open_requested.emit(made)
                return None
            return Ending(
                tr("The US diplomatic record is ready: {name}", name=made.name),
                action=tr("Open"),
                then=lambda: self.open_requested.emit(made),
            )

        line = self._strip.run(
            tr("Making the US diplomatic record"),
            lambda tell, cancelled: make_record(path, tell, cancelled),
            ended=ended,
            cancelled=tr("The record was not made: cancelled"),
            saying=say_progress,
        )
        line.ended.connect(lambda: self._making.discard(path))

    def offer_once(self) -> None:
        """Say in a quiet line, the first time only, that the record can be made too."""
        if self._settings.flag(OFFERED) or record_place().exists():
            return
        self._settings.set_flag(OFFERED, True)
        self._strip.say(
            Ending(
                tr(
                    "There is more: the US diplomatic record since 1778. Making it takes about "
                    "half a minute and 127 MB."
                ),
                "info",
                action=tr("Make it"),
                then=self.make_record,
            )
        )
