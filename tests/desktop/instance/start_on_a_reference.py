"""A start of the program, as other processes see it: no window, but hold, socket and event loop.

Arguments: the reference, and what to do. It answers on standard output, a line at a time, and does
the next thing when it reads a line.
"""

import sys
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QSocketNotifier, QTimer

from desktop.instance.single_window import SingleWindow
from models.reference.problems import ProblemError


def say(word: str) -> None:
    sys.stdout.write(word + "\n")
    sys.stdout.flush()


application = QCoreApplication(sys.argv[:1])
reference, way = Path(sys.argv[1]), sys.argv[2]
say("here")
sys.stdin.readline()
try:
    window = SingleWindow.claim(reference, int(sys.argv[3]))
except ProblemError as problem:
    say(type(problem).__name__)
    sys.exit(1)
if window is None:
    say("asked")
    sys.exit(0)
window.raise_requested.connect(lambda token: say(f"raise {token}"))
say("mine")
if way == "busy":
    # The time in which the window is built, and the event loop does not run.
    sys.stdin.readline()
end = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read)
end.activated.connect(application.quit)
application.aboutToQuit.connect(window.close)
QTimer.singleShot(0, application, lambda: say("running"))
application.exec()
