"""Reading the values of a seed: known choices, days that exist, records that are there."""

from __future__ import annotations

from dataclasses import dataclass

from models.dates import DateError, parse_edtf
from models.fields.registry import Field, FieldType
from models.seeds.checked import CheckedValue
from models.seeds.document import Scalar
from models.seeds.draft import SeedDraft
from models.seeds.problems import Complaints, listed, nearest, shown


@dataclass(frozen=True, slots=True)
class ValueReader:
    """Reads values of fields of the records of `draft`."""

    draft: SeedDraft
    complaints: Complaints

    def read(self, field: Field, value: Scalar, connection: Scalar | None) -> CheckedValue | None:
        """Return the value, or complain and return None."""
        if field.type is FieldType.DATE:
            return self._date(value)
        if field.type is FieldType.RECORD:
            return self._record(field, value, connection)
        if field.type is FieldType.CHOICE and value.text not in field.choices:
            self._unknown_choice(field, value)
            return None
        return CheckedValue(text=value.text)

    def _date(self, value: Scalar) -> CheckedValue | None:
        try:
            date = parse_edtf(value.text)
        except DateError as error:
            self.complaints.add(value.place, str(error))
            return None
        return CheckedValue(edtf=date.edtf, earliest=date.earliest, latest=date.latest)

    def _record(
        self, field: Field, value: Scalar, connection: Scalar | None
    ) -> CheckedValue | None:
        target = self.draft.records.get(value.text)
        if target is None:
            known = [
                key for key, record in self.draft.records.items() if record.kind in field.targets
            ]
            self.complaints.add(
                value.place,
                f"There is no record with the key {shown(value.text)}."
                + nearest(value.text, known),
            )
            return None
        if target.kind not in field.targets:
            self.complaints.add(
                value.place,
                f"{shown(field.name)} leads to {listed(field.targets)}, and {shown(value.text)} is "
                f"{target.naming(target.kind)}.",
            )
            return None
        if connection is not None and connection.text not in field.choices:
            self._unknown_choice(field, connection)
            return None
        return CheckedValue(
            record=value.text, connection=connection.text if connection is not None else None
        )

    def _unknown_choice(self, field: Field, value: Scalar) -> None:
        self.complaints.add(
            value.place,
            f"{shown(field.name)} is one of {listed(field.choices)}, not {shown(value.text)}."
            + nearest(value.text, field.choices),
        )
