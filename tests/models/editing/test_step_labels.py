"""What a step is called in the menu reads as English, whatever is done to whatever field."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from models.editing import (
    add_value,
    clear_field,
    create_record,
    editing,
    order_values,
    remove_value,
    set_field,
)
from models.editing.given import Given, Link
from models.editing.rows import NEEDED
from models.fields.nouns import NOUNS, noun
from models.fields.registry import FIELD_BY_NAME, FIELDS, Field, FieldType
from models.reference.reference import Reference

NAMES = {
    "official": "Ali Karimi",
    "organization": "Ministry of Oil",
    "place": "Tehran",
    "meeting": "Talks",
    "agreement": "Memorandum",
    "relation": "Alliance",
    "source": "Report",
}

NO_NOUNS = frozenset(
    ["about", "at", "born", "died", "for", "from", "founded", "in", "of", "since", "to", "until"]
)


@pytest.fixture
def reference(tmp_path: Path) -> Iterator[Reference]:
    with Reference.create(tmp_path / "labels.attache", title="Labels") as made:
        yield made


def one_of_each(reference: Reference) -> dict[str, tuple[int, int]]:
    """Return two records of every kind; the second serves as a value of the first."""
    made: dict[str, list[int]] = {}

    def keep(kind: str, **named: object) -> None:
        focus = create_record(reference, kind=kind, **named).focus
        assert focus is not None
        made.setdefault(kind, []).append(focus)

    for kind, label in NAMES.items():
        keep(kind, label=label)
        keep(kind, label=f"Other {label.lower()}")
    for _ in range(2):
        keep("statement", values={"speaker": made["official"][0], "words": "We agree."})
        keep("tenure", owner=made["official"][0], values={"title": "Minister"})
        keep("name", owner=made["official"][0], values={"text": "Karimi"})
        keep(
            "participation",
            owner=made["meeting"][0],
            values={"participant": made["official"][len(made.get("participation", ()))]},
        )
    return {kind: (one, other) for kind, (one, other) in made.items()}


def values_of(field: Field, made: dict[str, tuple[int, int]]) -> list[Given]:
    if field.type is FieldType.TEXT:
        return ["One", "Two"]
    if field.type is FieldType.DATE:
        return ["2023"]
    if field.type is FieldType.CHOICE:
        return [field.choices[-1]]
    kind = field.targets[0]
    if field.connection_column is not None:
        return [Link(record, field.choices[0]) for record in made[kind]]
    if (field.kind, field.name) == ("tenure", "official"):
        return [made["official"][0]]
    if (field.kind, field.name) == ("participation", "participant"):
        return [made["official"][0]]
    return [made[kind][1]] if not field.several else list(made[kind])


def labels_of(reference: Reference, field: Field, made: dict[str, tuple[int, int]]) -> list[str]:
    record = made[field.kind][0]
    values = values_of(field, made)
    named = {"record": record, "field": field.name}
    with editing(reference) as edit:
        if not field.several:
            found = [set_field(edit, **named, value=values[0]).label]
            if (field.kind, field.name) not in NEEDED:
                found.append(clear_field(edit, **named).label)
            return found
        found = [add_value(edit, **named, value=value).label for value in values]
        if field.ordered:
            found.append(order_values(edit, **named, values=values[::-1]).label)
        found.append(remove_value(edit, **named, value=values[0]).label)
        found.append(clear_field(edit, **named).label)
        return found


def test_every_step_of_every_field_reads_as_english(reference: Reference) -> None:
    made = one_of_each(reference)
    said = [label for field in FIELDS for label in labels_of(reference, field, made)]
    print("\n".join(said))  # noqa: T201 – to be read by whoever adds a field: pytest -s
    assert len(said) > 2 * len(FIELDS) - len(NEEDED) - 1
    shape = re.compile(r"(Set|Clear|Add to|Remove from|Order) the [a-z][a-z ]+ of [A-Z“W]")
    prepositions = re.compile(
        r"\b(of of|in of|to of|for of|by of|at of|from of|until of|within of)"
    )
    for label in said:
        assert shape.match(label), label
        assert not prepositions.search(label.lower()), label


@pytest.mark.parametrize("field", FIELDS, ids=lambda field: f"{field.kind}.{field.name}")
def test_a_field_is_a_noun_inside_a_sentence(field: Field) -> None:
    words = noun(field).removeprefix("the ").split()
    assert words
    assert words[0] not in NO_NOUNS
    assert words[-1] not in NO_NOUNS


def test_no_kind_has_two_fields_of_one_label_or_one_noun() -> None:
    for kind in {field.kind for field in FIELDS}:
        labels = [field.label for field in FIELDS if field.kind == kind]
        assert len(labels) == len(set(labels)), kind
        nouns = [noun(field) for field in FIELDS if field.kind == kind]
        assert len(nouns) == len(set(nouns)), kind


def test_every_noun_is_of_a_field() -> None:
    assert set(NOUNS) <= set(FIELD_BY_NAME)
