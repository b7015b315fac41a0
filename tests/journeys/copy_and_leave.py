"""A program of its own: opens a reference, copies words of a source, and ends as a person ends it.

Arguments: the reference, a folder for the settings. Prints what is on the clipboard.
"""

import sys
from pathlib import Path

from PySide6.QtCore import QTimer

from desktop.app import build_window, make_application
from desktop.garbage import GarbageCollection
from desktop.state.settings import Settings
from desktop.theme.theme import Theme
from models.queries.views import Span


def main() -> int:
    application = make_application(["attache"])
    window = build_window(Theme(application), Settings(Path(sys.argv[2], "attache.ini")))
    GarbageCollection(window)
    window.show()
    window.open_path(Path(sys.argv[1]))
    reader = window.panes.reader
    asked = False

    def look() -> None:
        nonlocal asked
        session = window.session
        if session is None:
            return
        if not asked and session.record.detail is not None:
            asked = True
            session.record.open_quote()
        elif reader.selection() is None and reader.snapshot_id is not None:
            reader.select(Span(0, 12))
        elif reader.selection() is not None:
            timer.stop()
            reader.text.copy()
            sys.stdout.write(application.clipboard().text())
            window.close()
            application.quit()

    timer = QTimer()
    timer.timeout.connect(look)
    timer.start(20)
    return application.exec()


sys.exit(main())
