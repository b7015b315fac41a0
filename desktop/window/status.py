"""The status bar that tells the truth: what is here, what lacks a source, whether it is saved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QStatusBar

from desktop.text.translate import tr, tr_count

if TYPE_CHECKING:
    from desktop.theme.theme import Theme
    from models.queries.views import Totals

__all__ = ["StatusLine", "say_totals"]


def say_totals(totals: Totals) -> str:
    """Return the counts of a reference in words."""
    quotes = tr_count("{count} quote", "{count} quotes", totals.quotes)
    sources = tr_count("{count} source", "{count} sources", totals.sources)
    parts = [
        tr_count("{count} record", "{count} records", totals.records),
        tr("{quotes} in {sources}", quotes=quotes, sources=sources),
        tr_count("{count} field unsourced", "{count} fields unsourced", totals.unsourced_fields),
    ]
    if totals.disputed_fields:
        parts.append(
            tr_count("{count} field disputed", "{count} fields disputed", totals.disputed_fields)
        )
    return " · ".join(parts)


class StatusLine(QStatusBar):
    """Counts on the left, what just happened in their place for a moment, state on the right."""

    def __init__(self, theme: Theme) -> None:
        """Begin with nothing to say."""
        super().__init__()
        self._theme = theme
        self.setSizeGripEnabled(False)
        self._counts = QLabel()
        self._state = QLabel()
        for label in (self._counts, self._state):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setProperty("role", "muted")
        self.addWidget(self._counts, 1)
        self.addPermanentWidget(self._state)
        self.setAccessibleName(tr("Status"))
        theme.changed.connect(self._measure)
        self._measure()

    def _measure(self) -> None:
        unit = self._theme.metrics.unit
        self.setContentsMargins(unit(2), 0, unit(3), 0)
        # A message drawn in the old size would lie over the counts.
        self.clearMessage()

    def show_totals(self, totals: Totals | None) -> None:
        """Show the counts of the reference, or nothing without one."""
        self._counts.setText(say_totals(totals) if totals is not None else "")

    def show_state(self, text: str) -> None:
        """Show the state: saved, read-only, being verified."""
        self._state.setText(text)

    @property
    def counts(self) -> str:
        """The counts as shown."""
        return self._counts.text()

    @property
    def state(self) -> str:
        """The state as shown."""
        return self._state.text()
