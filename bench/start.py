"""One start, in a process of its own: says a word when the first row is painted and Down moves.

python -m bench.start window FILE     the real window on a reference
python -m bench.start plain           a bare window with thirty constant rows: the limit
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

READY = "ready"


def real_window(path: Path) -> None:
    from PySide6.QtCore import Qt  # noqa: PLC0415 - what is imported here is part of the start

    from bench.window_driver import Driver  # noqa: PLC0415

    with tempfile.TemporaryDirectory(prefix="attache-bench-") as folder:
        driver = Driver(path, Path(folder, "settings.ini"))
        # The first answer may be there before anybody counts; its first row is current then.
        driver.wait(lambda: driver.view.current_row() >= 0)
        driver.painted_after(lambda: driver.key(driver.view, Qt.Key.Key_Down))
        assert driver.view.current_row() == 1
        print(READY, flush=True)
        driver.close()


def plain_window() -> None:
    import apsw  # noqa: PLC0415, F401
    import peewee  # noqa: PLC0415, F401
    from PySide6.QtCore import QTimer  # noqa: PLC0415
    from PySide6.QtGui import QStandardItem, QStandardItemModel  # noqa: PLC0415
    from PySide6.QtWidgets import (  # noqa: PLC0415
        QApplication,
        QLineEdit,
        QMainWindow,
        QSplitter,
        QTableView,
        QTextBrowser,
        QTreeView,
    )

    from desktop.theme.theme import Theme  # noqa: PLC0415

    application = QApplication(["bench"])
    theme = Theme(application)
    model = QStandardItemModel(30, 7)
    for row in range(30):
        for column in range(7):
            model.setItem(row, column, QStandardItem(f"Row {row}, column {column}"))
    view = QTableView()
    view.setModel(model)
    splitter = QSplitter()
    for widget in (QTreeView(), view, QTextBrowser()):
        splitter.addWidget(widget)
    window = QMainWindow()
    window.setMenuWidget(QLineEdit())
    window.setCentralWidget(splitter)
    window.resize(1280, 800)
    window.show()
    view.selectRow(1)

    def ready() -> None:
        print(READY, flush=True)
        application.quit()

    QTimer.singleShot(0, ready)
    application.exec()
    del theme


if __name__ == "__main__":
    if sys.argv[1] == "window":
        real_window(Path(sys.argv[2]))
    else:
        plain_window()
