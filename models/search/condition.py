"""What a condition is: SQL over `record`, and the ways in which its members can be listed."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Condition:
    """A boolean SQL expression over `record` and its parameters, in order.

    Where the records that meet it can be listed, `members` is the query that lists their ids, with
    the same parameters: a search then begins with the shortest list. `probe` is the same condition
    asked of one record at a time, listing nothing, for lists too long to be made. `everything`
    lists the members where that takes a while: it is for whole answers, with the parameters of
    `sql`. `opposite` is the condition of which this one is the opposite. Who
    meets it is dated, and may be dated between two `days`, if there are any. `about` tells whom
    it asks for, by a query that may be answered first.
    """

    sql: str
    parameters: tuple[object, ...] = ()
    members: str | None = None
    probe: Condition | None = None
    everything: str | None = None
    opposite: Condition | None = None
    days: tuple[str, str] | None = None
    about: About | None = None

    def negated(self) -> Condition:
        """Return the opposite; what is unknown does not match, so its opposite does."""
        asked = self.probe or self
        return Condition(f"NOT coalesce(({asked.sql}), 0)", asked.parameters, opposite=self)

    @property
    def listing(self) -> str:
        """The query that lists every record that meets it, in no order; trashed ones may be."""
        return (
            self.members
            or self.everything
            or (
                "SELECT record.id FROM record WHERE record.trashed IS NULL "
                f"AND record.owner_id IS NULL AND ({self.sql})"
            )
        )


@dataclass(frozen=True, slots=True)
class About:
    """Whom a condition is about: the query that lists them, and the condition for another list.

    `sooner` lists them more quickly, or nobody; then `who` has to be asked.
    """

    who: Condition
    among: Callable[[Condition], Condition]
    sooner: Condition | None = None


def among(ids: Sequence[int]) -> Condition:
    """Return the query that lists `ids`."""
    return Condition("SELECT value FROM json_each(?)", (json.dumps(list(ids)),))


def listed(
    members: str,
    parameters: tuple[object, ...],
    *,
    probe: Condition | None = None,
    days: tuple[str, str] | None = None,
) -> Condition:
    """Return the condition that a record is one of `members`.

    The plus keeps SQLite from walking through the members where it should walk in table order.
    """
    return Condition(f"+record.id IN ({members})", parameters, members, probe, days=days)


def along(index: str, condition: str) -> str:
    """Return the query for the live records that meet `condition`, along one index.

    Their table stands in `condition` as `{0}`.
    """
    return (
        f"SELECT id FROM record AS one INDEXED BY {index} WHERE one.trashed IS NULL "
        f"AND one.owner_id IS NULL AND {condition.format('one.')}"
    )


class UnreadableTermError(ValueError):
    """A term's value cannot be read; the message is a sentence for people."""
