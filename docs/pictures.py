"""Makes every picture of the README and the guide from the real window.

    .venv/bin/python docs/pictures.py [FOLDER]

writes into FOLDER, which is docs/pictures/ by default. The window stands on a copy of the shipped
story and on settings that are thrown away again, and is drawn on no screen, so that the pictures
are the same wherever the same Qt draws them. It is driven by keys, as by a person. A step that does
not lead where it should ends the script with a sentence.
"""

import os
import struct
import sys
import tempfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(CHECKOUT))

from PySide6.QtCore import (  # noqa: E402
    QEventLoop,
    QMessageLogContext,
    Qt,
    QTimer,
    QtMsgType,
    qInstallMessageHandler,
)
from PySide6.QtGui import QImage  # noqa: E402
from PySide6.QtTest import QTest  # noqa: E402
from PySide6.QtWidgets import QApplication, QWidget  # noqa: E402

from desktop.app import build_window, make_application  # noqa: E402
from desktop.keys.overlay import KeysOverlay  # noqa: E402
from desktop.state.settings import Settings  # noqa: E402
from desktop.theme.theme import Theme  # noqa: E402
from desktop.window.window import Window  # noqa: E402
from models.seeds import create_from_seed  # noqa: E402
from models.seeds.shipped import named_seed, seeds_folder  # noqa: E402

WIDTH, HEIGHT = 1440, 900
LOOK_MILLISECONDS = 20
"""How often the window is looked at while it is waited for."""
PATIENCE_MILLISECONDS = 30_000

CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
NONE = Qt.KeyboardModifier.NoModifier

MEETING = "Bagheri – Khrenin talks"


class UnreachedError(Exception):
    """The window did not come to show what a picture is of; the message says what."""


class Person:
    """Somebody at the keyboard of a window, who waits until they see what they pressed for."""

    def __init__(self, window: Window) -> None:
        self.window = window

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE) -> None:
        """Press a key where the keyboard is."""
        QTest.keyClick(self._keyboard(), key, modifiers)

    def type(self, text: str) -> None:
        """Type `text` where the keyboard is, letter by letter."""
        for letter in text:
            # Of a letter only the text counts, in any script; there is no key name for Х.
            QTest.sendKeyEvent(
                QTest.KeyAction.Click, self._keyboard(), Qt.Key.Key_unknown, letter, NONE
            )

    def _keyboard(self) -> QWidget:
        return QApplication.focusWidget() or self.window

    def see(self, what: str, shown: Callable[[], bool]) -> None:
        """Wait until `shown` holds and nothing is being read any more.

        Raises:
            UnreachedError: it does not come to that; `what` says to what.
        """
        session = self.window.session
        _wait(what, lambda: shown() and (session is None or not session.jobs.busy))

    def go_to_meeting(self) -> None:
        """Select the meeting in Tehran, the latest of the story and so the table's first row."""
        self.press(Qt.Key.Key_2, CONTROL)
        self.press(Qt.Key.Key_Home)
        self.see(f"the record “{MEETING}”", lambda: _shows_record(self.window, MEETING))

    def picture(self) -> QImage:
        """Return the window as it looks once two looks at it are the same."""
        taken = [self.window.grab().toImage()]

        def still() -> bool:
            taken.append(self.window.grab().toImage())
            return taken[-1] == taken[-2]

        _wait("a window that stands still", still)
        return taken[-1]


def _wait(what: str, condition: Callable[[], bool]) -> None:
    """Let the window work until `condition` holds, which is asked between its events."""
    loop, look, limit = QEventLoop(), QTimer(), QTimer(singleShot=True)
    failed: list[BaseException] = []

    def ask() -> None:
        # An exception cannot pass through Qt's own frames: it is carried round them.
        try:
            if condition():
                loop.exit(0)
        except Exception as error:  # noqa: BLE001 - raised again below
            failed.append(error)
            loop.exit(1)

    look.timeout.connect(ask)
    limit.timeout.connect(lambda: loop.exit(1))
    look.start(LOOK_MILLISECONDS)
    limit.start(PATIENCE_MILLISECONDS)
    code = loop.exec()
    look.stop()
    limit.stop()
    if failed:
        raise failed[0]
    if code:
        message = f"The window did not come to show {what}."
        raise UnreachedError(message)


def _shows_record(window: Window, label: str) -> bool:
    session = window.session
    current = window.panes.table.current_id
    rows = session.browsing.rows([current]) if session and current is not None else ()
    return bool(rows) and rows[0].name == label and bool(window.panes.quotes.cards)


# ---------------------------------------------------------------- the pictures


def overview(person: Person) -> None:
    """A meeting with its fields and quotes; the first field is pointed at."""
    window = person.window
    person.go_to_meeting()
    person.press(Qt.Key.Key_3, CONTROL)
    person.see("a lit field", lambda: window.panes.detail.current_slot is not None)


def reader(person: Person) -> None:
    """The same meeting's first quote, in its source."""
    window = person.window
    person.go_to_meeting()
    person.press(Qt.Key.Key_E, CONTROL | SHIFT)
    person.see(
        "the source",
        lambda: (
            window.panes.reader.isVisible() and window.panes.reader.current_quote_id is not None
        ),
    )


def search(person: Person) -> None:
    """A query with a word and a date, and what it leaves."""
    window = person.window
    person.press(Qt.Key.Key_F, CONTROL)
    person.type("khrenin after:2023-05")
    person.press(Qt.Key.Key_Down)
    person.see("the answer of the search", lambda: bool(window.panes.filter_line.said))


def quick_open(person: Person) -> None:
    """A name typed in another script than the story's."""
    window = person.window
    person.go_to_meeting()
    person.press(Qt.Key.Key_K, CONTROL)
    person.type("Хрэнін")
    person.see("what is called so", lambda: window.quick_open.items.rowCount() > 0)


def keys(person: Person) -> None:
    """The list of keys."""
    person.go_to_meeting()
    person.press(Qt.Key.Key_F1)
    lists = person.window.findChildren(KeysOverlay)
    person.see("the list of keys", lambda: any(each.isVisible() for each in lists))


PICTURES: tuple[tuple[str, str, Callable[[Person], None]], ...] = (
    ("window-light", "light", overview),
    ("window-dark", "dark", overview),
    ("reader", "light", reader),
    ("search", "light", search),
    ("quick-open", "light", quick_open),
    ("keys", "light", keys),
)
"""Name, colours, and what is done for it."""


@contextmanager
def _person_at(story: Path, settings: Path, theme: Theme, scheme: str) -> Iterator[Person]:
    """Open a window on `story` as a first-time user sees it, and close it again."""
    remembered = Settings(settings)
    remembered.set_text("theme/scheme", scheme)
    window = build_window(theme, remembered)
    window.resize(WIDTH, HEIGHT)
    window.show()
    window.activateWindow()
    try:
        window.open_path(story)
        person = Person(window)
        person.see("the story", lambda: window.isActiveWindow() and bool(window.panes.quotes.cards))
        yield person
    finally:
        window.close()
        window.deleteLater()


def make_pictures(folder: Path, work: Path) -> list[Path]:
    """Write every picture into `folder` and return the files, in order; `work` is thrown away.

    Raises:
        UnreachedError: the window does not come to show what a picture is of.
        OSError: a picture cannot be written.
    """
    application = QApplication.instance()
    if not isinstance(application, QApplication):
        application = make_application(["attache"])
    # A caret that blinks would make every other picture another one.
    application.setCursorFlashTime(0)
    theme = Theme(application)
    folder.mkdir(parents=True, exist_ok=True)
    story = work / "Iran–Belarus.attache"
    create_from_seed(story, named_seed("iran-belarus", seeds_folder())).close()
    written: list[Path] = []
    for name, scheme, act in PICTURES:
        with _person_at(story, work / f"{name}.ini", theme, scheme) as person:
            act(person)
            path = folder / f"{name}.png"
            path.write_bytes(as_png(person.picture()))
            written.append(path)
    return written


def as_png(image: QImage) -> bytes:
    """Return `image` as PNG with unfiltered rows.

    Qt filters each row, which suits photographs: flat grounds and letters come out a quarter
    smaller without (PNG, third edition, section 12.7).
    """
    image = image.convertToFormat(QImage.Format.Format_RGB888)
    width, height, stride = image.width(), image.height(), image.bytesPerLine()
    dots = bytes(image.constBits())
    rows = b"".join(
        b"\0" + dots[start : start + 3 * width] for start in range(0, height * stride, stride)
    )

    def chunk(name: bytes, content: bytes) -> bytes:
        checked = name + content
        return struct.pack(">I", len(content)) + checked + struct.pack(">I", zlib.crc32(checked))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(rows, 9))
        + chunk(b"IEND", b"")
    )


def _tell(kind: QtMsgType, context: QMessageLogContext, message: str | None) -> None:
    """Pass on what Qt says, but for what this platform says of every window."""
    del kind, context
    if message != "This plugin does not support propagateSizeHints()":
        print(message, file=sys.stderr)


def main(arguments: list[str]) -> int:
    """Make the pictures in the folder named, or in docs/pictures/; return the exit code."""
    folder = Path(arguments[0]) if arguments else CHECKOUT / "docs" / "pictures"
    qInstallMessageHandler(_tell)
    with tempfile.TemporaryDirectory(prefix="attache-") as work:
        # Read by Qt when the application is made: no screen, and one dot a pixel. The rest keeps
        # what this person has, and what the window leaves behind, out of the pictures and out of
        # their folders.
        os.environ.update({"QT_QPA_PLATFORM": "offscreen", "QT_ENABLE_HIGHDPI_SCALING": "0"})
        for variable in ("XDG_RUNTIME_DIR", "XDG_DATA_HOME", "XDG_CONFIG_HOME"):
            os.environ[variable] = work
        try:
            for path in make_pictures(folder, Path(work)):
                print(f"{path.name}: {path.stat().st_size // 1000} kB")
        except (UnreachedError, OSError) as error:
            print(error, file=sys.stderr)
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
