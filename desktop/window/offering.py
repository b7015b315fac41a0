"""What the reference offers whoever asks: values while a query is typed, names nearly meant."""

from functools import partial

from PySide6.QtCore import QObject, Signal

from desktop.jobs.jobs import Jobs
from desktop.search_field.field import SearchField
from desktop.table.pane import TablePane
from desktop.window.browsing import Browsing
from desktop.window.ties import Ties
from models.queries.offers import value_offers
from models.queries.views import NearName, SearchOutcome
from models.search.near_names import near_names

__all__ = ["Offering"]


class Offering(QObject):
    """Looks beside the window; the next key stroke ends the look."""

    failed = Signal(object)
    """A `ProblemError`."""

    def __init__(
        self,
        jobs: Jobs,
        browsing: Browsing,
        search: SearchField,
        table: TablePane,
        ties: Ties,
        parent: QObject,
    ) -> None:
        """Listen to the search field, and to what was found."""
        super().__init__(parent)
        self._jobs = jobs
        self._browsing = browsing
        self._search = search
        self._table = table
        ties.tie(search.values_wanted, self._look)
        ties.tie(search.values_unwanted, lambda: jobs.cancel("offers"))
        ties.tie(browsing.found, self._on_found)

    def _look(self, key: str, typed: str) -> None:
        self._jobs.run(
            "offers",
            lambda database, _: value_offers(database, key, typed),
            partial(self._search.show_values, key, typed),
            self.failed.emit,
            typing=True,
        )

    def _on_found(self, outcome: SearchOutcome) -> None:
        """Look for names nearly like those that found nothing."""
        query = self._browsing.query
        if outcome.ids or not outcome.said:
            self._jobs.cancel("near names")
            return

        def done(names: tuple[NearName, ...]) -> None:
            if names and self._browsing.query == query:
                self._table.show_near(names)

        self._jobs.run(
            "near names",
            lambda database, _: near_names(database, query),
            done,
            self.failed.emit,
            typing=True,
        )
