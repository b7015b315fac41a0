"""A window that is told to end by the system saves its layout and leaves one whole file."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop.start.ending import EndingSignals
from desktop.state.settings import Settings
from tests.journeys.desk import Desk, beside, digest

WINDOW = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from desktop import app

made = app.begin_window

def built(theme, settings):
    window = made(theme, settings)
    look = QTimer(window)
    look.setInterval(10)
    def told():
        if window.session is not None and window.panes.table.current_id is not None:
            look.stop()
            window.resize(1111, 777)
            # A nested loop, as a question about a file runs one.
            window.show_about()
            print("shown", flush=True)
    look.timeout.connect(told)
    look.start()
    return window

app.begin_window = built
sys.exit(app.run(Path(sys.argv[1]), settings_path=Path(sys.argv[2])))
"""

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signals")


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_a_signal_closes_the_window_cleanly(
    path: Path, settings_path: Path, tmp_path: Path, number: signal.Signals
) -> None:
    before = digest(path)
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    settings = Settings(settings_path)
    settings.set_flag("tour/done", True)
    settings.set_flag("double_click/offered", True)
    settings.save()
    process = subprocess.Popen(
        [sys.executable, "-c", WINDOW, str(path), str(settings_path)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=os.environ
        | {
            "QT_QPA_PLATFORM": "offscreen",
            "PYTHONPATH": str(Path(__file__).resolve().parents[2]),
            "TMPDIR": str(temporary),
        },
    )
    try:
        assert process.stdout is not None
        assert process.stdout.readline() == "shown\n", process.stderr
        process.send_signal(number)
        _, said = process.communicate(timeout=60)
    finally:
        process.kill()
        process.communicate()
    assert process.returncode == 0
    assert "Traceback" not in said
    again = Settings(settings_path)
    assert again.layout("window/geometry") is not None
    assert again.layout("panes/columns") is not None
    assert beside(path) == [path.name]
    assert digest(path) == before
    assert list(temporary.iterdir()) == [], "the theme's pictures go with the window"


def test_signals_do_again_what_they_did_when_nobody_listens_any_more(
    qtbot: QtBot, desk: Desk
) -> None:
    before = [signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)]
    signals = EndingSignals(desk.window)
    with qtbot.waitSignal(signals.asked):
        os.kill(os.getpid(), signal.SIGTERM)
    signals.close()
    signals.close()
    assert [signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)] == before
