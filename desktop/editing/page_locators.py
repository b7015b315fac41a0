"""The pages of the documents that are read, so that a quote knows the page it stands on."""

from collections.abc import Sequence
from dataclasses import replace

from desktop.jobs.jobs import Jobs
from models.capture.document import Locator
from models.capture.locating import PAGED, has_pages, located
from models.capture.rereading import locators_of
from models.editing.given import Evidence, Passage
from models.queries.views import SnapshotView
from models.reference.reference import Reference

__all__ = ["PageLocators"]


class PageLocators:
    """Reads the pages of a document when it is opened, and gives them to the quotes made from it.

    The file does not keep pages: they follow from the original, which has to be read again. What
    is asked before that is done waits for it, on the thread that writes.
    """

    def __init__(self, jobs: Jobs, reference: Reference) -> None:
        """Know no document yet."""
        self._jobs = jobs
        self._reference = reference
        self._known: dict[int, Sequence[Locator]] = {}

    def prepare(self, snapshot: SnapshotView) -> None:
        """Begin to read the pages of a document that is shown."""
        if snapshot.media_type != PAGED or snapshot.id in self._known:
            return
        self._jobs.run(
            "pages",
            lambda _, cancelled: locators_of(self._reference, snapshot.id, cancelled=cancelled),
            lambda locators: self._known.__setitem__(snapshot.id, locators),
            # Asked again, and told, when a quote is made.
            lambda _: None,
            long=True,
        )

    def place(self, passage: Passage) -> Passage:
        """Return a passage with its page; on the writer's thread, for it may have to read.

        Raises:
            ProblemError: the reference cannot be read.
        """
        return located(passage, self._pages(passage.snapshot))

    def place_evidence(self, evidence: Evidence) -> Evidence:
        """Return evidence whose quote, where it is still to be made, has its page."""
        if not isinstance(evidence.quote, Passage):
            return evidence
        return replace(evidence, quote=self.place(evidence.quote))

    def _pages(self, snapshot: int) -> Sequence[Locator]:
        known = self._known.get(snapshot)
        if known is not None:
            return known
        with self._reference.connected() as database:
            paged = has_pages(database, snapshot)
        pages = locators_of(self._reference, snapshot) if paged else ()
        self._known[snapshot] = pages
        return pages
