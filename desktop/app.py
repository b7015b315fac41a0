"""The application: one window on one reference, made from its parts and handed down."""

import sys
from collections.abc import Callable, Iterator
from itertools import chain
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QClipboard, QGuiApplication
from PySide6.QtWidgets import QApplication

from desktop.garbage import GarbageCollection
from desktop.instance.single_window import SingleWindow
from desktop.jobs.opening import Opening
from desktop.state.settings import Settings
from desktop.theme.icons import application_icon
from desktop.theme.theme import Theme
from desktop.window.first_moment import FirstMoment
from desktop.window.remembered import remembered_first
from desktop.window.window import Window
from models import VERSION
from models.reference.problems import ProblemError

__all__ = ["build_window", "run"]

TOUR_DONE = "tour/done"
SWEEPING_MILLISECONDS = 3_000
"""After the start, so as not to be in its way."""
_SELECTION = QClipboard.Mode.Selection


def make_application(arguments: list[str]) -> QApplication:
    """Return the application with the names the desktop knows it by."""
    # The style that a style sheet changes alike on every system. Said here, Qt makes it without a
    # word to Python, for which it would have to describe all of a style.
    application = QApplication([*arguments, "-style", "fusion"])
    application.setApplicationName("attache")
    application.setApplicationDisplayName("Attaché")
    application.setApplicationVersion(VERSION)
    application.setOrganizationName("")
    application.setDesktopFileName("org.attache.Attache")
    application.setWindowIcon(application_icon())
    application.aboutToQuit.connect(hand_over_clipboard)
    return application


def hand_over_clipboard() -> None:
    """Leave on the clipboards what was copied here, as something that needs no Python any more.

    Qt holds on to what the reader put there and deletes it at its very end, when the interpreter
    that made it is gone: the program would crash on its way out.
    """
    clipboard = QGuiApplication.clipboard()
    # The platform without a screen has a clipboard of its own and never says whose it is.
    alone = QGuiApplication.platformName() == "offscreen"
    if alone or clipboard.ownsClipboard():
        clipboard.setText(clipboard.text())
    if clipboard.supportsSelection() and (alone or clipboard.ownsSelection()):
        clipboard.setText(clipboard.text(_SELECTION), _SELECTION)


def begin_window(theme: Theme, settings: Settings) -> Window:
    """Make what stands of the window at its first moment; its `furnish` makes the rest."""
    scheme = settings.text("theme/scheme", "system")
    if scheme in ("light", "dark"):
        theme.set_choice("light" if scheme == "light" else "dark")
    scale = settings.number("theme/text_scale", 100)
    theme.set_text_scale(min(max(scale, 100), 200))
    window = Window(theme, settings)
    window.steps = chain(window.steps, _binding(window))
    return window


def _binding(window: Window) -> Iterator[None]:
    """Bind every command, as the last of what a window is furnished with."""
    from desktop.bindings.every_command import bind_commands  # noqa: PLC0415 - after the first rows
    from desktop.start.story import STORY_NAME, story_path  # noqa: PLC0415

    yield
    bind_commands(window)
    window.welcome.story_requested.connect(lambda: window.open_found(STORY_NAME, story_path))
    window.welcome.record_requested.connect(window.making.make_record)
    for problem in window.theme.fonts.problems:
        window.banner.say(problem, severity="warning")


def build_window(theme: Theme, settings: Settings) -> Window:
    """Make the whole window, every command bound; it shows no reference yet."""
    window = begin_window(theme, settings)
    window.furnish()
    window.show_welcome()
    return window


def first_path(settings: Settings) -> Path | None:
    """Return what to open when nothing was named: the last reference, at first the story.

    Raises:
        ProblemError: the story cannot be made.
    """
    last = settings.text("references/last")
    if last:
        return Path(last)
    from desktop.start.story import story_path  # noqa: PLC0415 - the first start alone

    return None if settings.recent() else story_path()


def run(path: Path | None, *, settings_path: Path | None = None) -> int:
    """Show the window until it is closed, and return the exit code.

    When another window shows the file already, that one comes forward and this start ends.
    """
    application = make_application(sys.argv[:1])
    window = show_window(application, path, Settings(settings_path))
    if window is None:
        return 0
    from desktop.start.ending import EndingSignals  # noqa: PLC0415 - the window is there already

    signals = EndingSignals(window)
    signals.asked.connect(application.closeAllWindows)
    QTimer.singleShot(SWEEPING_MILLISECONDS, window, lambda: _sweep(window))
    code = application.exec()
    signals.close()
    return code


def show_window(application: QApplication, path: Path | None, settings: Settings) -> Window | None:
    """Show the window, what it opens on its way; None where another window shows it already."""
    single: SingleWindow | None = None
    problem: ProblemError | None = None
    try:
        path = path or first_path(settings)
        if path is not None and path.exists():
            # Before there is a window: nobody sees this start wait.
            single = SingleWindow.claim(path)
            if single is None:
                return None
    except ProblemError as found:
        problem = found
    if path is None or problem is not None:
        window = build_window(Theme(application), settings)
        _attend(window)
        window.show()
        if problem is not None:
            window.show_problem(problem)
        return window
    opening = Opening(path.absolute, remembered_first(settings))
    window = begin_window(Theme(application), settings)
    garbage = _attend(window)
    window.opened.connect(
        lambda shown: welcome(window) if shown else None, Qt.ConnectionType.SingleShotConnection
    )
    window.show()
    FirstMoment(window, path.name, opening, single).over.connect(garbage.set_apart)
    return window


def _attend(window: Window) -> GarbageCollection:
    """Have mistakes shown in the window, and garbage collected by it."""
    sys.excepthook = _hook(window)
    return GarbageCollection(window)


def welcome(window: Window) -> None:
    """The first time, show what is what, and offer opening by double-click."""
    if window.settings.flag(TOUR_DONE):
        window.double_click.offer_once()
        return
    from desktop.tour.story import first_tour  # noqa: PLC0415 - the first start alone shows it

    window.settings.set_flag(TOUR_DONE, True)
    tour = first_tour(window)
    # One thing at a time: the offers come when the tour is over.
    tour.finished.connect(lambda _: window.double_click.offer_once())
    tour.finished.connect(lambda _: window.making.offer_once())
    tour.start()


def _sweep(window: Window) -> None:
    """Remove, beside the window, what windows left behind that were ended by force."""
    from desktop.jobs.task import Task  # noqa: PLC0415 - long after the start
    from desktop.start.sweeping import sweep_left_overs  # noqa: PLC0415

    task = Task(sweep_left_overs, window)
    task.crashed.connect(window.show_bug)
    task.start()


def _hook(
    window: Window,
) -> Callable[[type[BaseException], BaseException, TracebackType | None], None]:
    """Return what happens to an exception nobody expected: a report, never silence."""

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        sys.__excepthook__(kind, error, trace)
        if issubclass(kind, KeyboardInterrupt):
            window.close()
            return
        window.show_bug(error.with_traceback(trace))

    return hook
