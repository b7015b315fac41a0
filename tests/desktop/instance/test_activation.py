import os

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from desktop.instance.activation import raise_window, token_of_this_start

# Windows of the offscreen platform have no order.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support raise")


class Window(QWidget):
    """Notes the token that the platform would find when it is asked to activate."""

    token_seen = None

    def activateWindow(self):  # noqa: N802 -- Qt's name
        self.token_seen = os.environ.get("XDG_ACTIVATION_TOKEN")
        super().activateWindow()


@pytest.fixture
def window(qtbot, runtime):
    widget = Window()
    qtbot.addWidget(widget)
    return widget


def test_a_raised_window_is_shown_and_active(qtbot, window):
    raise_window(window, "")
    qtbot.waitUntil(window.isActiveWindow)
    assert window.isVisible()


def test_a_minimised_window_comes_back_as_it_was(qtbot, window):
    window.showMaximized()
    window.setWindowState(window.windowState() | Qt.WindowState.WindowMinimized)
    raise_window(window, "")
    assert not window.isMinimized()
    assert window.isMaximized()


def test_the_token_is_there_for_the_platform_and_gone_after(window):
    raise_window(window, "token-7")
    assert window.token_seen == "token-7"
    assert "XDG_ACTIVATION_TOKEN" not in os.environ


def test_an_old_token_is_not_used_for_a_request_without_one(window, monkeypatch):
    monkeypatch.setenv("XDG_ACTIVATION_TOKEN", "of the first start")
    raise_window(window, "")
    assert window.token_seen is None


@pytest.mark.parametrize(
    ("newer", "older", "expected"), [("n", "o", "n"), ("", "o", "o"), ("n", "", "n"), ("", "", "")]
)
def test_the_newer_variable_goes_first(monkeypatch, newer, older, expected):
    monkeypatch.setenv("XDG_ACTIVATION_TOKEN", newer)
    monkeypatch.setenv("DESKTOP_STARTUP_ID", older)
    assert token_of_this_start() == expected
