"""Lists of sentences and bug reports that can be read at leisure and copied."""

import platform
import sys
import traceback

import PySide6
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from desktop.text.translate import tr
from desktop.theme.theme import Theme
from models import VERSION

__all__ = ["Report", "bug_text", "versions"]


def versions() -> str:
    """Return the versions a bug report needs, one a line."""
    return "\n".join(
        (
            f"Attaché {VERSION}",
            f"Python {platform.python_version()}",
            f"Qt {PySide6.__version__}",
            f"{platform.system()} {platform.release()} {platform.machine()}",
        )
    )


def bug_text(error: BaseException) -> str:
    """Return the traceback of `error` with the versions, ready to be sent."""
    trace = "".join(traceback.format_exception(error))
    return f"{versions()}\n{' '.join(sys.argv[1:2])}\n{trace}".strip()


class Report(QDialog):
    """Shows a heading and a text that can be copied; stays beside the window, not in its way."""

    def __init__(
        self, heading: str, text: str, theme: Theme, parent: QWidget, *, title: str = ""
    ) -> None:
        """Make the report; the caller shows it."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.heading = heading
        self.setWindowTitle(title or tr("Attaché"))
        label = QLabel(heading)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        label.setProperty("role", "subheading")
        self.text = QPlainTextEdit(text)
        self.text.setReadOnly(True)
        self.text.setAccessibleName(heading)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        copy = buttons.addButton(tr("Copy"), QDialogButtonBox.ButtonRole.ActionRole)
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(text))
        buttons.rejected.connect(self.close)
        unit = theme.metrics.unit
        layout = QVBoxLayout(self)
        layout.setContentsMargins(unit(4), unit(4), unit(4), unit(4))
        layout.setSpacing(unit(3))
        layout.addWidget(label)
        layout.addWidget(self.text, 1)
        layout.addWidget(buttons)
        self.resize(QSize(unit(160), unit(100)).boundedTo(self.screen().availableSize() * 0.9))
