"""What an editor is opened for: the field, the words marked for it, and what they propose."""

from dataclasses import dataclass

from desktop.editing.offers import choice_name
from desktop.editing.words_in_hand import WordsInHand
from desktop.lists.wording import kind_name
from desktop.text.escaping import plain
from desktop.text.translate import tr
from models.fields.registry import FieldType
from models.names.languages import language_guess
from models.proposing.reading_off import Proposal, propose
from models.proposing.words import MarkedWords
from models.queries.forms import FieldForm, RecordForm, called_form, record_form, value_form
from models.reference.database import ReferenceDatabase

__all__ = ["Opened", "kind_said", "opened_field", "opened_new"]

NOT_PROPOSED = frozenset({("name", "given"), ("name", "family")})
"""Fields that marked words are not proposed for: a name is never split by itself (law 8)."""


@dataclass(frozen=True, slots=True)
class Opened:
    """What the editor was opened for."""

    record: RecordForm
    form: FieldForm
    words: MarkedWords | None
    proposal: Proposal | None
    leaning: MarkedWords | None = None
    for_this: bool = False
    """Whether the words were marked for this very field."""
    begun: bool = False
    """Whether the record was made just before, and this is the first that is asked of it."""

    @property
    def following(self) -> str:
        """What Tab goes on to in a record that was just begun; empty where nothing follows."""
        names = [one.name for one in self.record.fields] if self.begun else []
        at = names.index(self.form.name) + 1 if self.form.name in names else len(names)
        return self.record.fields[at].label if at < len(names) else ""

    @property
    def text(self) -> str:
        """What stands in the editor at first."""
        text = self.form.text if self.proposal is None else self.proposal.text
        return choice_name(text) if self.form.type is FieldType.CHOICE and text else text

    @property
    def label(self) -> str:
        """What the editor is called."""
        form, label = self.form, self.form.label
        if form.record == 0:
            label = tr("New {kind} · {label}", kind=kind_said(form.kind), label=label)
        if self.record.owner is not None:
            label = tr("{label} · {record}", label=label, record=plain(self.record.label, 60))
        return label

    @property
    def hint(self) -> str:
        """What may be typed."""
        if self.form.type is FieldType.DATE:
            return tr("2 Aug 2023, 2023-08, 1990s…")
        if self.form.type is FieldType.RECORD:
            return tr("A few letters of a name, in any script")
        if self.form.type is FieldType.CHOICE:
            return tr("Type or choose with ↑ and ↓")
        return tr("In your words or the source's")


def opened_field(
    database: ReferenceDatabase,
    hand: WordsInHand,
    record: int,
    field: str | None,
    *,
    fresh: bool,
    replaces: str | None,
    begun: bool,
) -> Opened | None:
    """Read one field of a record, its first empty one where none is named; None where it is gone.

    Words in hand fill a field that is empty; `fresh` has them fill it in any case. `replaces`
    tells which of several values is edited.
    """
    found = record_form(database, record)
    form = _field_of(found, field) if found is not None else None
    if form is not None and replaces is not None:
        form = value_form(database, form, replaces)
    if found is None or form is None:
        return None
    words = hand.words(database) if form.citable else None
    empty = form.empty or (form.several and form.replaces is None)
    filled = words is not None and (fresh or empty)
    filled = filled and (form.kind, form.name) not in NOT_PROPOSED
    if form.name == "language" and form.kind == "name" and form.empty:
        guess = language_guess(found.label)
        proposal = Proposal(guess, guess) if guess else None
        return Opened(found, form, words, proposal)
    proposal = propose(database, form, words) if filled and words is not None else None
    leaning = hand.leaned_on(database, form)
    return Opened(found, form, words, proposal, leaning, for_this=fresh, begun=begun)


def opened_new(database: ReferenceDatabase, hand: WordsInHand, kind: str) -> Opened:
    """Read the first line of a new record, filled from the words in hand."""
    form = called_form(kind)
    words = hand.words(database)
    proposal = propose(database, form, words) if words is not None else None
    leaning = hand.leaned_on(database, form)
    found = RecordForm(0, kind, "", None, (form,))
    return Opened(found, form, words, proposal, leaning, for_this=True)


def kind_said(kind: str) -> str:
    """Return the name of a kind as it stands within a sentence."""
    return kind_name(kind).lower()


def _field_of(found: RecordForm, name: str | None) -> FieldForm | None:
    if name is None:
        return next((one for one in found.fields if one.empty), None)
    return found.field(name)
