"""A start that ends when its first rows are painted: it prints what it has imported until then.

python -m tests.journeys.at_first_rows FILE SETTINGS
"""

import os
import sys
from pathlib import Path

from PySide6.QtCore import QEvent, QObject

from desktop.app import make_application, show_window
from desktop.state.settings import Settings


class Painted(QObject):
    """Ends the program in the middle: what comes after the first rows is not asked for."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt calls it so
        if event.type() == QEvent.Type.Paint:
            sys.stdout.write(" ".join(sorted(sys.modules)))
            sys.stdout.flush()
            os._exit(0)
        return False


def main(path: Path, settings: Path) -> int:
    application = make_application(["attache"])
    window = show_window(application, path, Settings(settings))
    assert window is not None
    painted = Painted()
    window.panes.table.view.viewport().installEventFilter(painted)
    return application.exec()


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2])))
