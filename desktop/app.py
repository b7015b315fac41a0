"""The application: one window on one reference, made from its parts and handed down."""

import sys
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

from PySide6.QtWidgets import QApplication

from desktop.start.story import story_path
from desktop.state.settings import Settings
from desktop.theme.icons import application_icon
from desktop.theme.theme import Theme
from desktop.window.bindings import bind_commands
from desktop.window.window import Window
from models import VERSION
from models.reference.problems import ProblemError

__all__ = ["build_window", "run"]


def make_application(arguments: list[str]) -> QApplication:
    """Return the application with the names the desktop knows it by."""
    application = QApplication(arguments)
    application.setApplicationName("attache")
    application.setApplicationDisplayName("Attaché")
    application.setApplicationVersion(VERSION)
    application.setOrganizationName("")
    application.setDesktopFileName("org.attache.Attache")
    application.setWindowIcon(application_icon())
    return application


def build_window(theme: Theme, settings: Settings) -> Window:
    """Make the window with every command bound; it shows no reference yet."""
    scheme = settings.text("theme/scheme", "system")
    if scheme in ("light", "dark"):
        theme.set_choice("light" if scheme == "light" else "dark")
    scale = settings.number("theme/text_scale", 100)
    theme.set_text_scale(min(max(scale, 100), 200))
    window = Window(theme, settings)
    bind_commands(window)
    window.welcome.story_requested.connect(lambda: open_story(window))
    for problem in theme.fonts.problems:
        window.banner.say(problem, severity="warning")
    return window


def open_story(window: Window) -> None:
    """Open the person's own copy of the story."""
    try:
        window.open_path(story_path())
    except ProblemError as problem:
        window.show_problem(problem)


def open_first(window: Window, path: Path | None) -> None:
    """Open `path`; without one the last reference, and the very first time the story."""
    if path is not None:
        window.open_path(path)
        return
    last = window.settings.text("references/last")
    if last:
        window.open_path(Path(last))
    elif not window.settings.recent():
        open_story(window)


def run(path: Path | None, *, settings_path: Path | None = None) -> int:
    """Show the window until it is closed, and return the exit code."""
    application = make_application(sys.argv[:1])
    theme = Theme(application)
    window = build_window(theme, Settings(settings_path))
    sys.excepthook = _hook(window)
    window.show()
    open_first(window, path)
    return application.exec()


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
