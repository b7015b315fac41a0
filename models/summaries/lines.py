"""The one line a record shows in the combined table: when, where, who, state."""

from __future__ import annotations

from dataclasses import dataclass

from models.records.values import Value, Values
from models.summaries.bundle import Bundle, first

WHEN_FIELD = {
    "meeting": "date",
    "agreement": "date",
    "statement": "date",
    "relation": "start",
    "source": "date",
}
WHERE_FIELD = {
    "meeting": "place",
    "agreement": "place",
    "statement": "place",
    "place": "within",
}
STATE_FIELD = {
    "meeting": "occurrence",
    "agreement": "stage",
    "relation": "standing",
    "statement": "mode",
}
WHO_FIELD = {"official": "country", "organization": "country", "source": "publisher"}


@dataclass(frozen=True, slots=True)
class Line:
    """What the table shows of a record besides its label and counts."""

    when: Value | None
    where_id: int | None
    who: str
    state: str | None


def line_of(bundle: Bundle, record_id: int) -> Line:
    """Return the line of one record of the bundle."""
    values = bundle.values[record_id]
    where = first(values, WHERE_FIELD.get(bundle.kind, ""))
    state = first(values, STATE_FIELD.get(bundle.kind, ""))
    return Line(
        when=first(values, WHEN_FIELD.get(bundle.kind, "")),
        where_id=where.record_id if where else None,
        who=_who(bundle, record_id, values),
        state=state.text if state else None,
    )


def _who(bundle: Bundle, record_id: int, values: Values) -> str:
    def labels(found: list[Value]) -> str:
        return " · ".join(
            bundle.labels[value.record_id] for value in found if value.record_id is not None
        )

    if bundle.kind in ("meeting", "agreement"):
        inside = bundle.inside_of(record_id, "participation")
        sides = [value for record in inside for value in record.values.get("side", ())]
        if len({side.record_id for side in sides}) > 1:
            # Who met whom in the room of one cell; the people stand in the record.
            return labels(list({side.record_id: side for side in sides}.values()))
        return labels(
            [value for record in inside for value in record.values.get("participant", ())]
        )
    if bundle.kind in ("statement", "relation"):
        ends = ("speaker", "addressees") if bundle.kind == "statement" else ("subject", "object")
        return " → ".join(
            filter(None, (labels(values.get(ends[0], [])), labels(values.get(ends[1], []))))
        )
    return labels(values.get(WHO_FIELD.get(bundle.kind, ""), []))
