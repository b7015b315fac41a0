"""Taking sources in: files that are chosen or dropped, and what is on the clipboard."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QMimeData, QObject, Signal

from desktop.jobs.written_beside import written_beside
from desktop.progress.line import Ending
from desktop.progress.strip import ProgressStrip
from desktop.text.escaping import plain
from desktop.text.translate import tr, tr_count
from models.capture.adding import Captured, Outcome, add_source
from models.capture.adding_many import CaptureSummary, add_sources
from models.capture.capturing import Hint, read_document
from models.capture.sniffing import Form
from models.reference.reference import Reference

__all__ = ["TakingIn", "pasted"]

Tell = Callable[[int, int, str], None]
Cancelled = Callable[[], bool]


def pasted(mime: QMimeData | None) -> tuple[bytes, Hint] | None:
    """Return the page or the text on a clipboard as a document; None where neither is there."""
    if mime is None:
        return None
    name = tr("what was pasted")
    if mime.hasHtml() and mime.html().strip():
        return mime.html().encode(), Hint(name=name, encoding="utf-8", form=Form.WEB_PAGE)
    if mime.hasText() and mime.text().strip():
        return mime.text().encode(), Hint(name=name, encoding="utf-8", form=Form.PLAIN)
    return None


class TakingIn(QObject):
    """Adds documents to the open reference in the strip of long work, and tells what they became.

    What was added is one step: one undo takes all of it back.
    """

    report_requested = Signal(str, str)
    """Heading and text of what was added and refused."""
    taken = Signal(object, object)
    """The `Reference`, and the `Captured` documents in it that are new."""

    def __init__(self, strip: ProgressStrip, parent: QObject) -> None:
        """Begin with nothing to add."""
        super().__init__(parent)
        self._strip = strip

    def add_files(
        self, paths: Sequence[Path], reference: Reference, *, of_source: int | None = None
    ) -> None:
        """Read the files and add them, as newer copies of a source where one is given.

        Those that cannot be read are named and stop no other.
        """
        if not paths:
            return
        title = (
            tr("Adding {name}", name=plain(paths[0].name, 60))
            if len(paths) == 1
            else tr_count("Adding {count} file", "Adding {count} files", len(paths))
        )
        self._strip.run(
            title,
            partial(_files, reference, tuple(paths), of_source),
            ended=partial(self._files_ended, reference),
            cancelled=tr("Nothing was added: cancelled"),
        )

    def add_pasted(
        self, mime: QMimeData | None, reference: Reference, *, of_source: int | None = None
    ) -> bool:
        """Add the page or text on a clipboard, as a newer copy of a source where one is given.

        False where there is none.
        """
        found = pasted(mime)
        if found is None:
            return False
        content, hint = found
        self._strip.run(
            tr("Adding what was pasted"),
            partial(_pasted, reference, content, hint, of_source),
            ended=partial(self._pasted_ended, reference),
            cancelled=tr("Nothing was added: cancelled"),
        )
        return True

    def _files_ended(self, reference: Reference, summary: CaptureSummary) -> Ending | None:
        new = tuple(
            one.captured for one in summary.files if one.captured.outcome is not Outcome.KNOWN
        )
        known = tuple(one.captured for one in summary.files)
        # Of one file that was there already, the copy that is there is shown.
        self.taken.emit(reference, new or known[:1])
        warned = any(one.captured.warnings for one in summary.files)
        told = None
        if len(summary.files) == 1 and not summary.refused:
            told = _told(summary.files[0].captured)
            if not warned:
                return told
        text = "\n".join(summary.lines())
        heading = tr("What was added")
        sentence = told.sentence if told is not None else summary.sentence()
        if len(summary.refused) == 1 and not summary.files:
            sentence = summary.refused[0].sentence
        return Ending(
            sentence,
            "warning" if summary.refused else "done",
            action=tr("Show the report"),
            then=lambda: self.report_requested.emit(heading, text),
        )

    def _pasted_ended(self, reference: Reference, captured: Captured) -> Ending | None:
        self.taken.emit(reference, (captured,))
        return _told(captured)


def _told(captured: Captured) -> Ending | None:
    """Say what became of one document; a new source that opens in the reader says so itself."""
    name = plain(captured.label, 80)
    comparison = captured.comparison
    if captured.outcome is Outcome.KNOWN:
        return Ending(tr("“{name}” is there already; nothing was added.", name=name), "info")
    if captured.outcome is Outcome.ADDED or comparison is None:
        return None
    return Ending(
        tr("A new copy of “{name}”. {compared}", name=name, compared=comparison.sentence()),
        "info",
    )


def _files(
    reference: Reference,
    paths: Sequence[Path],
    of_source: int | None,
    tell: Tell,
    cancelled: Cancelled,
) -> CaptureSummary:
    with written_beside(reference):
        return add_sources(
            reference, paths, of_source=of_source, progress=tell, cancelled=cancelled
        )


def _pasted(
    reference: Reference,
    content: bytes,
    hint: Hint,
    of_source: int | None,
    tell: Tell,
    cancelled: Cancelled,
) -> Captured:
    tell(0, 0, "")
    document = read_document(content, hint, cancelled=cancelled)
    with written_beside(reference):
        return add_source(reference, document, of_source=of_source)
