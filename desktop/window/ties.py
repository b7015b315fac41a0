"""Connections of signals that are undone together."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import SignalInstance

__all__ = ["Ties"]


class Ties:
    """Connects signals of the panes, which outlive a reference, for as long as it is open."""

    def __init__(self) -> None:
        """Begin with nothing tied."""
        self._tied: list[tuple[SignalInstance, Callable[..., object]]] = []
        self.untied = False
        """Whether the reference they were for is closed."""

    def tie(self, signal: Any, slot: Callable[..., object]) -> None:
        """Have `signal` call `slot` until everything is untied."""
        signal.connect(slot)
        self._tied.append((signal, slot))

    def untie_all(self) -> None:
        """Undo every connection; harmless a second time."""
        self.untied = True
        for signal, slot in self._tied:
            signal.disconnect(slot)
        self._tied.clear()
