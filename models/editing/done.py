"""What a service gives back when an edit was made, and what it says when it cannot be made."""

from __future__ import annotations

from dataclasses import dataclass

from models.reference.problems import ProblemError


@dataclass(frozen=True, slots=True)
class Done:
    """One edit, saved.

    `step` is None where nothing had to be changed: then there is nothing to undo either. `label`
    is the undo label. `focus` is the row that was made or edited (a record; for `add_quote` the
    quote, for services on claims the claim). `records` are the records of the table to show
    again, the one to select first. `notices` are sentences for the person: what was moved along,
    what should be looked at.
    """

    step: int | None
    label: str
    focus: int | None
    records: tuple[int, ...] = ()
    notices: tuple[str, ...] = ()


class RefusedError(ProblemError):
    """An edit that cannot be made; nothing was written.

    `field` names the field, or the part of the evidence ("printed", "span", "quote", "premises",
    "hops", "reason"), beside which a form should say `sentence`; None where it is the whole edit.
    """

    def __init__(self, field: str | None, sentence: str) -> None:
        super().__init__(sentence, "Nothing was changed.")
        self.field = field


class ClaimedError(RefusedError):
    """A value that quotes stand for is not overwritten; other words can be set beside it."""
