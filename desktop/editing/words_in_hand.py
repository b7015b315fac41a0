"""The words that are marked in the reader while a field is edited, and what they lean on."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial

from desktop.editing.page_locators import PageLocators
from desktop.reader.pane import ReaderPane
from models.editing.done import Done
from models.editing.filling import fill
from models.editing.given import Given
from models.fields.registry import FieldType
from models.proposing.words import MarkedWords, marked_words
from models.proposing.writing import Beside, fill_from_words
from models.queries.forms import FieldForm
from models.queries.views import Span
from models.reference.database import ReferenceDatabase
from models.reference.reference import Reference

__all__ = ["Backing", "WordsInHand", "filling_service"]


@dataclass(frozen=True, slots=True)
class WordsInHand:
    """Where words are marked in the reader, and those a reading leans on; taken when it is asked.

    The window's thread takes them, a worker reads them.
    """

    snapshot: int | None
    marked: Span | None
    leaning: Span | None

    @classmethod
    def taken(cls, reader: ReaderPane) -> "WordsInHand":
        """Return what is marked now; nothing of a reader that is closed."""
        if reader.isHidden():
            return cls(None, None, None)
        return cls(reader.snapshot_id, reader.selection(), reader.leaning)

    def words(self, database: ReferenceDatabase) -> MarkedWords | None:
        """Return the marked words with their sentence."""
        return self._read(database, self.marked)

    def leaned_on(self, database: ReferenceDatabase, form: FieldForm) -> MarkedWords | None:
        """Return the words that are leaned on with their sentence; none for words of the same.

        Words are what they are; who is meant, or when, is what can lean on others.
        """
        if form.type is FieldType.TEXT:
            return None
        words, leaning = self.words(database), self._read(database, self.leaning)
        same = words is not None and leaning is not None and words.quote == leaning.quote
        return None if same else leaning

    def _read(self, database: ReferenceDatabase, span: Span | None) -> MarkedWords | None:
        if self.snapshot is None or span is None:
            return None
        return marked_words(database, self.snapshot, span.start, span.end)


@dataclass(frozen=True, slots=True)
class Backing:
    """The words that are to back a value; they lean on `leaning` and on an editor's `reason`.

    `beside` is what was typed beside them.
    """

    words: MarkedWords
    leaning: MarkedWords | None
    reason: str
    beside: Beside
    for_this: bool


def filling_service(
    form: FieldForm,
    value: Given | None,
    backing: Backing | None,
    pages: PageLocators,
) -> Callable[[Reference], Done]:
    """Return the edit that puts `value` into a field, backed where words are in hand."""
    if backing is None:
        return partial(fill, form=form, value=value)

    def make(reference: Reference) -> Done:
        leaning = backing.leaning
        return fill_from_words(
            reference,
            form=form,
            value=value,
            words=replace(backing.words, quote=pages.place(backing.words.quote)),
            for_this=backing.for_this,
            beside=backing.beside,
            leaning=pages.place(leaning.quote) if leaning is not None else None,
            reason=backing.reason,
        )

    return make
