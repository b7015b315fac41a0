"""The least a start can take: an empty window of PySide6, drawn once, in a process of its own."""

from __future__ import annotations

import sys

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow

READY = "ready"


def main() -> None:
    application = QApplication(["bench"])
    window = QMainWindow()
    window.resize(1280, 800)
    window.show()

    def ready() -> None:
        print(READY, flush=True)
        application.quit()

    QTimer.singleShot(0, ready)
    application.exec()


if __name__ == "__main__":
    sys.exit(main())
