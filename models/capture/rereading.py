"""Reading a captured copy again from its own bytes: its pages, and what it proposed."""

from __future__ import annotations

from collections.abc import Callable

from models.capture.capturing import LIMITS, Hint, never, read_document
from models.capture.document import CapturedDocument, Locator
from models.capture.parsing import request_named
from models.queries.reading import original_view
from models.reference.problems import ProblemError
from models.reference.reference import Reference


def reread(
    reference: Reference, snapshot_id: int, *, cancelled: Callable[[], bool] = never
) -> CapturedDocument | None:
    """Return a snapshot's document, read again from its original.

    None where that does not give its text any more: the extractor is of another version by now,
    the snapshot was made in another way, or the bytes are not there. It can take as long as the
    first reading did: call it on a worker.

    Raises:
        CaptureCancelledError: `cancelled` said so.
        ProblemError: the reference cannot be read.
    """
    with reference.connected() as database:
        rows = database.rows(
            "SELECT extractor, extractor_version, text FROM snapshot WHERE id = ?", (snapshot_id,)
        )
        view = original_view(database, snapshot_id)
    if not rows or view is None:
        return None
    name, version, text = rows[0]
    request = request_named(name, version)
    if request is None:
        return None
    hint = Hint(form=request.form, encoding=request.encoding, whole_page=request.whole)
    try:
        document = read_document(view.content, hint, limits=LIMITS, cancelled=cancelled)
    except ProblemError:
        if cancelled():
            raise
        return None
    return document if document.text == text else None


def locators_of(
    reference: Reference, snapshot_id: int, *, cancelled: Callable[[], bool] = never
) -> tuple[Locator, ...]:
    """Return where the pages of a snapshot begin; nothing where it has none, or none are known.

    The file does not keep them: they follow from the original, as the text does.

    Raises:
        CaptureCancelledError: `cancelled` said so.
        ProblemError: the reference cannot be read.
    """
    document = reread(reference, snapshot_id, cancelled=cancelled)
    return document.locators if document is not None else ()
