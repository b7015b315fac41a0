"""The values of the reference that are offered while a query is typed."""

from functools import partial

from PySide6.QtCore import QObject, Signal

from desktop.jobs.jobs import Jobs
from desktop.search_field.field import SearchField
from desktop.window.ties import Ties
from models.queries.offers import value_offers

__all__ = ["Offering"]

_CHANNEL = "offers"


class Offering(QObject):
    """Looks beside the window for what may follow a key; the next key stroke ends the look."""

    failed = Signal(object)
    """A `ProblemError`."""

    def __init__(self, jobs: Jobs, search: SearchField, ties: Ties, parent: QObject) -> None:
        """Listen to the search field."""
        super().__init__(parent)
        self._jobs = jobs
        self._search = search
        ties.tie(search.values_wanted, self._look)
        ties.tie(search.values_unwanted, self._forget)

    def _look(self, key: str, typed: str) -> None:
        self._jobs.run(
            _CHANNEL,
            lambda database, _: value_offers(database, key, typed),
            partial(self._search.show_values, key, typed),
            self.failed.emit,
            typing=True,
        )

    def _forget(self) -> None:
        self._jobs.cancel(_CHANNEL)
