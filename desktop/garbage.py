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


class GarbageCollection(QObject):
    """Collects on the thread that made it, as long as it lives; `stop` gives it back to Python.

    What is alive when it begins, the modules above all, is set apart and never gone through
    again, so that no collection keeps the window waiting.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        """Switch the automatic collection off."""
        super().__init__(parent)
        gc.disable()
        # The little that a start leaves behind is kept: going through all modules to find it
        # would take longer than showing the window.
        gc.freeze()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.look)
        self._timer.start(LOOK_MILLISECONDS)

    def look(self) -> None:
        """Collect the generations that are full, as Python itself would have done."""
        thresholds, counts = gc.get_threshold(), gc.get_count()
        full = [number for number in range(3) if counts[number] > thresholds[number] > 0]
        if full:
            gc.collect(full[-1])

    def stop(self) -> None:
        """Let Python collect again whenever it likes."""
        self._timer.stop()
        gc.unfreeze()
        gc.enable()
