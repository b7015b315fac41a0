"""What opens over the window: made when it is first asked for, in the look of that moment."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import TYPE_CHECKING

from desktop.theme.theme import Theme

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from desktop.editing.evidence_list import EvidenceList
    from desktop.editing.field_editor import FieldEditor
    from desktop.editing.overlays import EditingOverlays
    from desktop.editing.what_for import WhatFor
    from desktop.past.overlays import PastOverlays
    from desktop.reader.copies import CopiesOverlay

__all__ = ["Overlays"]


class Overlays:
    """One of each for a window; they outlive a reference. All are closed at first."""

    def __init__(self, theme: Theme, window: QWidget) -> None:
        """Make none yet; they will lie over `window`."""
        self._theme = theme
        self._window = window

    def parts(self) -> Iterator[object]:
        """Make what lies over the window for whoever writes, one after the other."""
        yield self.editing
        yield self.past
        yield self.copies
        yield self.evidence

    @cached_property
    def editing(self) -> EditingOverlays:
        """What editing opens."""
        from desktop.editing.overlays import EditingOverlays  # noqa: PLC0415 - not needed to start

        return EditingOverlays.over(self._theme, self._window)

    @property
    def field_editor(self) -> FieldEditor:
        """The small editor at a field."""
        return self.editing.field

    @property
    def what_for(self) -> WhatFor:
        """The list of what marked words can be used for."""
        return self.editing.what_for

    @cached_property
    def past(self) -> PastOverlays:
        """The lists of what was done before."""
        from desktop.past.overlays import PastOverlays  # noqa: PLC0415 - not needed to start

        return PastOverlays(self._theme, self._window)

    @cached_property
    def copies(self) -> CopiesOverlay:
        """The copies of a source."""
        from desktop.reader.copies import CopiesOverlay  # noqa: PLC0415 - not needed to start

        return CopiesOverlay(self._theme, self._window)

    @cached_property
    def evidence(self) -> EvidenceList:
        """The sentences that may back a field."""
        from desktop.editing.evidence_list import EvidenceList  # noqa: PLC0415 - not needed to start

        return EvidenceList(self._theme, self._window)
