"""One start, in a process of its own: says a word when the first row is painted and Down moved.

It is the start of the program itself, as `attache FILE` does it, of somebody who has seen the tour
before. What it is measured against stands in `bench.plain_program`.

The rest of the window follows behind that word: with `record` it comes when the record of the row
is shown beside the table.

python -m bench.start FILE [record]
"""

from __future__ import annotations

import gc
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from desktop.window.window import Window

# `desktop.command_line` imports what it needs when it knows that a window is wanted.
# ruff: noqa: PLC0415


def main(path: Path, *, with_record: bool) -> None:
    gc.disable()
    from PySide6.QtCore import Qt, QTimer
    from PySide6.QtTest import QTest

    from bench.painted import READY, SIZE, Paints
    from desktop.app import TOUR_DONE, make_application, show_window
    from desktop.state.settings import Settings

    with tempfile.TemporaryDirectory(prefix="attache-bench-") as folder:
        application = make_application(["bench"])
        settings = Settings(Path(folder, "settings.ini"))
        for seen in (TOUR_DONE, "double_click/offered"):
            settings.set_flag(seen, True)
        window = show_window(application, path, settings)
        assert window is not None
        window.resize(*SIZE)
        window.activateWindow()
        view = window.panes.table.view
        paints = Paints(view.viewport())
        moved_at: list[int] = []

        def look() -> None:
            # Painted with rows: before there are any, an empty table is painted, too.
            if view.current_row() < 0:
                paints.count = 0
            elif not moved_at:
                if paints.count:
                    moved_at.append(paints.count)
                    QTest.keyClick(window.windowHandle(), Qt.Key.Key_Down)
            elif paints.count > moved_at[0] and (not with_record or shows_record(window)):
                assert view.current_row() == 1
                print(READY, flush=True)
                window.close()

        timer = QTimer()
        timer.timeout.connect(look)
        timer.start(1)
        application.exec()


def shows_record(window: Window) -> bool:
    """Whether the record of the current row is shown; whoever looks does so after a painting."""
    panes = window.panes
    return panes.furnished and panes.detail.record_id == panes.table.current_id


if __name__ == "__main__":
    main(Path(sys.argv[1]), with_record="record" in sys.argv[2:])
