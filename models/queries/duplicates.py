"""Records that may be the same, with the reasons; a person decides (law 8)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from models.dates import stored_date
from models.records.values import names_the_other
from models.reference.database import ReferenceDatabase

MOST: Final = 200
MOST_ALIKE: Final = 8
"""A name that more records share says nothing: so many stand for it, and no more are compared."""


@dataclass(frozen=True, slots=True)
class PossibleDuplicate:
    """Two records of one kind that may be the same; the lower id first.

    `reasons` are sentences, the strongest first.
    """

    kind: str
    one: int
    one_label: str
    other: int
    other_label: str
    reasons: tuple[str, ...]


@dataclass(slots=True)
class _Pair:
    strength: int = 0
    reasons: dict[str, int] = field(default_factory=dict)

    def add(self, reason: str, strength: int) -> None:
        if reason not in self.reasons:
            self.reasons[reason] = strength
            self.strength += strength


SAME_LABEL: Final = """
SELECT one.id, other.id, one.label FROM record AS one JOIN record AS other
ON other.kind = one.kind AND other.label_key = one.label_key AND other.id > one.id
AND other.trashed IS NULL AND other.owner_id IS NULL
WHERE one.trashed IS NULL AND one.owner_id IS NULL
AND one.kind IN ('official', 'organization', 'place', 'source') {narrowed} LIMIT {most}
"""
SAME_NAME: Final = """
WITH spelled (bearer, text, key) AS (
    SELECT bearer_id, name.text, name.{column} FROM name JOIN record ON record.id = name.record_id
    JOIN record AS bearer ON bearer.id = bearer_id AND bearer.trashed IS NULL
    WHERE record.trashed IS NULL AND name.{column} <> ''
), shared (key) AS (
    SELECT key FROM spelled GROUP BY key HAVING count(DISTINCT bearer) BETWEEN 2 AND {alike}
)
SELECT DISTINCT one.bearer, other.bearer, one.text, other.text FROM shared
JOIN spelled AS one ON one.key = shared.key JOIN spelled AS other ON other.key = shared.key
AND other.bearer > one.bearer
JOIN record AS first ON first.id = one.bearer JOIN record AS second ON second.id = other.bearer
AND second.kind = first.kind
LEFT JOIN official AS man ON man.record_id = one.bearer
LEFT JOIN official AS other_man ON other_man.record_id = other.bearer
WHERE (man.country_id IS NULL OR other_man.country_id IS NULL
       OR man.country_id = other_man.country_id) {narrowed} LIMIT {most}
"""
SAME_MEETING: Final = """
SELECT one.id, other.id, one.when_edtf, place.label, who.label
FROM record AS one JOIN record AS other ON other.when_min = one.when_min
AND other.when_max = one.when_max AND other.kind = 'meeting' AND other.id > one.id
AND other.trashed IS NULL AND other.owner_id IS NULL
JOIN participation AS there ON there.event_id = one.id
JOIN record AS there_record ON there_record.id = there.record_id
    AND there_record.trashed IS NULL
JOIN participation AS again ON again.event_id = other.id
    AND again.participant_id = there.participant_id
JOIN record AS again_record ON again_record.id = again.record_id
    AND again_record.trashed IS NULL
JOIN record AS who ON who.id = there.participant_id
LEFT JOIN record AS place ON place.id = one.where_id AND place.id = other.where_id
WHERE one.kind = 'meeting' AND one.trashed IS NULL AND one.owner_id IS NULL
AND one.when_edtf IS NOT NULL AND julianday(one.when_max) - julianday(one.when_min) <= 3
AND (one.where_id IS NULL OR other.where_id IS NULL OR one.where_id = other.where_id)
AND NOT EXISTS (SELECT 1 FROM meeting WHERE (record_id = one.id AND part_of_id = other.id)
                OR (record_id = other.id AND part_of_id = one.id)) {narrowed} LIMIT {most}
"""


def possible_duplicates(
    database: ReferenceDatabase, record: int | None = None, *, most: int = MOST
) -> tuple[PossibleDuplicate, ...]:
    """Return pairs of records that may be the same, the likeliest first, `most` at most.

    People, organizations, places and sources that are called alike, in any script or spelling
    (people only where their countries do not differ); meetings on the same days that share
    somebody and are not held elsewhere. With `record` only its pairs. Pairs that were declared not
    to be the same, or of which one is a value of the other, are left out. Four queries over all
    names and days: ask it beside the window.
    """
    pairs: dict[tuple[int, int], _Pair] = {}

    def found(one: int, other: int, reason: str, strength: int) -> None:
        pairs.setdefault((one, other), _Pair()).add(reason, strength)

    limit = most * 5

    def narrowed(one: str, other: str) -> str:
        return "" if record is None else f"AND {int(record)} IN ({one}, {other})"

    for one, other, label in database.rows(
        SAME_LABEL.format(narrowed=narrowed("one.id", "other.id"), most=limit)
    ):
        found(one, other, f"Both are called “{label}”.", 4)
    for column, strength in (("folded", 4), ("skeleton", 2)):
        query = SAME_NAME.format(
            column=column,
            alike=MOST_ALIKE,
            narrowed=narrowed("one.bearer", "other.bearer"),
            most=limit,
        )
        for one, other, text, again in database.rows(query):
            if column == "folded":
                found(one, other, f"Both are named “{text}”.", strength)
            elif (one, other) not in pairs:
                found(one, other, f"“{text}” and “{again}” sound alike.", strength)
    for one, other, when, place, who in database.rows(
        SAME_MEETING.format(narrowed=narrowed("one.id", "other.id"), most=limit)
    ):
        found(one, other, f"Both are on {stored_date(when)}.", 1)
        found(one, other, f"{who} was at both.", 2)
        if place is not None:
            found(one, other, f"Both are in {place}.", 1)
    return _answer(database, pairs, most)


def pairs_told_apart(database: ReferenceDatabase) -> tuple[PossibleDuplicate, ...]:
    """Return the pairs that somebody declared not to be the same, as far as both are there."""
    return tuple(
        PossibleDuplicate(kind, one, label, other, other_label, ())
        for kind, one, label, other, other_label in database.rows(
            "SELECT one.kind, one.id, one.label, other.id, other.label FROM distinct_pair "
            "JOIN record AS one ON one.id = one_id AND one.trashed IS NULL "
            "JOIN record AS other ON other.id = other_id AND other.trashed IS NULL "
            "ORDER BY one.kind, one.label_key, one.id, other.id"
        )
    )


def _answer(
    database: ReferenceDatabase, pairs: dict[tuple[int, int], _Pair], most: int
) -> tuple[PossibleDuplicate, ...]:
    distinct = set(database.rows("SELECT one_id, other_id FROM distinct_pair"))
    likeliest = sorted(
        (pair for pair in pairs.items() if pair[0] not in distinct),
        key=lambda pair: (-pair[1].strength, pair[0]),
    )
    answer: list[PossibleDuplicate] = []
    for (one, other), pair in likeliest:
        if len(answer) == most:
            break
        kind, label, other_label = database.rows(
            "SELECT one.kind, one.label, other.label FROM record AS one, record AS other "
            "WHERE one.id = ? AND other.id = ?",
            (one, other),
        )[0]
        if names_the_other(database, kind, one, other):
            continue
        reasons = sorted(pair.reasons, key=lambda reason: -pair.reasons[reason])
        answer.append(PossibleDuplicate(kind, one, label, other, other_label, tuple(reasons)))
    return tuple(answer)
