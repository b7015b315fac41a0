"""Collecting Python's garbage on the window's thread alone.

Python collects wherever the next object happens to be made. On a thread that reads the file this
deletes Qt's objects too, text layouts and formats among them, while the window's thread is drawing
with them: Qt allows its objects to be used and deleted by one thread only, and the program
crashed. So the automatic collection is switched off, and the window's thread does it.
"""

import gc

from PySide6.QtCore import QObject, QTimer

__all__ = ["GarbageCollection"]

LOOK_MILLISECONDS = 500
"""How often it is looked whether there is enough to collect; counting costs nothing."""
QUIET = 100
"""Whoever makes the window work at all makes more objects than that between two looks."""
PATIENCE = 10
"""So many times as long as Python would the oldest are left alone while the window works."""
_OLDEST = 2


class GarbageCollection(QObject):
    """Collects on the thread that made it, as long as it lives; `stop` gives it back to Python.

    What is alive when it begins, the modules above all, is set apart and never gone through
    again, so that no collection keeps the window waiting. What has lived for long is gone through
    in a pause: that can take as long as three frames.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        """Switch the automatic collection off."""
        super().__init__(parent)
        gc.disable()
        self.set_apart()
        self._made = 0
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.look)
        self._timer.start(LOOK_MILLISECONDS)

    def set_apart(self) -> None:
        """Set apart what is alive now, as when it began: more of the program has come.

        The little that a start leaves behind is kept: going through all modules to find it would
        take longer than showing the window.
        """
        gc.freeze()

    def look(self) -> None:
        """Collect the generations that are full, as Python would have done; the oldest later."""
        thresholds, counts = gc.get_threshold(), gc.get_count()
        is_quiet = counts[0] - self._made < QUIET
        full = [number for number in range(3) if counts[number] > thresholds[number] > 0]
        if _OLDEST in full and not is_quiet and counts[2] <= thresholds[2] * PATIENCE:
            full.remove(_OLDEST)
        if full:
            gc.collect(full[-1])
        self._made = gc.get_count()[0]

    def stop(self) -> None:
        """Let Python collect again whenever it likes."""
        self._timer.stop()
        gc.unfreeze()
        gc.enable()
