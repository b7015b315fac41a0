"""The lists over the window in which the past is shown; they outlive a reference."""

from PySide6.QtWidgets import QWidget

from desktop.past.apart_overlay import ApartOverlay
from desktop.past.history_overlay import HistoryOverlay
from desktop.past.merge_panel import MergePanel
from desktop.past.other_record import OtherRecord
from desktop.theme.theme import Theme

__all__ = ["PastOverlays"]


class PastOverlays:
    """Made once for a window, all closed."""

    def __init__(self, theme: Theme, window: QWidget) -> None:
        """Make them over `window`."""
        self.history = HistoryOverlay(theme, window)
        self.merge = MergePanel(theme, window)
        self.other = OtherRecord(theme, window)
        self.apart = ApartOverlay(theme, window)
