"""The look that all windows of a run wear: put on once, for dressing an application takes long."""

from collections.abc import Iterator
from functools import cache

from PySide6.QtWidgets import QApplication

from desktop.theme.theme import Choice, Theme

theme_of = cache(Theme)
"""The one theme of an application."""


def looking(application: QApplication, choice: Choice) -> Iterator[Theme]:
    """Give the theme of the run as it is at first, and take back what a test chose."""
    theme = theme_of(application)
    # Also before: what a test told the application of its desktop's scheme has reached it too.
    _put_back(theme, choice)
    yield theme
    _put_back(theme, choice)


def _put_back(theme: Theme, choice: Choice) -> None:
    theme.set_choice(choice)
    theme.set_text_scale(100)
