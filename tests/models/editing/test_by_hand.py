"""The shipped story can be made by hand: services alone give what its seed gives."""

import json

import pytest

from models.checking.verification import verify
from models.editing import (
    Author,
    Evidence,
    Link,
    Passage,
    Premise,
    add_claim,
    add_identifier,
    add_quote,
    add_tag,
    add_value,
    create_record,
    deprecate,
    editing,
    set_authors,
    set_csl,
    set_field,
    set_preferred,
    set_review,
)
from models.evidence.claims import Hop, load_claims
from models.exchange.canonical import canonical
from models.fields.registry import FieldType, fields_of
from models.records.values import load_values
from models.schema.vocabulary import INSIDE_KINDS
from models.seeds.loading import create_from_seed
from models.seeds.shipped import named_seed, seeds_folder
from models.undo import redo, undo_last
from tests.factories import make_reference, uid


class Copyist:
    """Makes by services what stands in another reference, as a person would with the window."""

    def __init__(self, source, target):
        self.source, self.target = source.database, target
        self.ids = {}
        self.snapshots = {}
        self.quotes = {}

    def copy(self):
        rows = self.source.rows(
            "SELECT id, kind, owner_id, label, review, note FROM record ORDER BY id"
        )
        for record, kind, _, label, review, note in rows:
            if kind not in INSIDE_KINDS:
                made = create_record(self.target, kind=kind, label=label, note=note)
                self.ids[record] = made.focus
                set_review(self.target, record=made.focus, review=review)
        for kind in ("name", "tenure", "participation"):
            for record, _, owner, _, review, note in (row for row in rows if row[1] == kind):
                self.inside(kind, record, self.ids[owner], review, note)
        for record, kind, *_ in rows:
            self.fill(kind, record)
        self.texts()
        self.claims()
        self.words()

    def inside(self, kind, record, owner, review, note):
        values = load_values(self.source, kind, [record])[record]
        needed = {"name": ("text",), "participation": ("participant",)}.get(kind, ())
        given = {name: self.given(values[name][0]) for name in needed}
        made = create_record(self.target, kind=kind, owner=owner, values=given, note=note)
        self.ids[record] = made.focus
        set_review(self.target, record=made.focus, review=review)

    def given(self, value):
        if value.record_id is not None:
            return Link(self.ids[value.record_id], value.connection)
        return value.edtf or value.text

    def fill(self, kind, record):
        values = load_values(self.source, kind, [record])[record]
        with editing(self.target, label=f"Fill a {kind}") as edit:
            for field in fields_of(kind):
                for value in values.get(field.name, ()):
                    given = self.given(value)
                    target = {"record": self.ids[record], "field": field.name, "value": given}
                    if field.several:
                        add_value(edit, **target)
                    else:
                        set_field(edit, **target)

    def texts(self):
        """Capture is another service's: the rows are taken over as they are."""
        with self.target.step(label="Capture"):
            for table in ("snapshot", "original"):
                names = [row[1] for row in self.source.rows(f"PRAGMA table_info({table})")]
                for cells in self.source.rows(f"SELECT * FROM {table}"):
                    row = dict(zip(names, cells, strict=True))
                    if table == "snapshot":
                        row |= {"source_id": self.ids[row["source_id"]], "batch_id": None}
                        row["uid"] = uid()
                    listed = ", ".join(f'"{name}"' for name in names)
                    marks = ", ".join("?" * len(names))
                    self.target.database.run(
                        f"INSERT INTO {table} ({listed}) VALUES ({marks})", list(row.values())
                    )

    def claims(self):
        for quote, snapshot, start, end, locator in self.source.rows(
            'SELECT id, snapshot_id, start, "end", locator FROM quote ORDER BY id'
        ):
            passage = Passage(snapshot, start, end, locator)
            self.quotes[quote] = add_quote(self.target, passage=passage).focus
        claims = load_claims(self.source, sorted(self.ids))
        ranked = []
        for claim in sorted(claims, key=lambda claim: claim.id):
            made = add_claim(
                self.target,
                record=self.ids[claim.record_id],
                field=claim.field,
                value=self.given(claim.value) if claim.field else None,
                evidence=Evidence(
                    self.quotes[claim.quote_id],
                    printed=claim.printed,
                    span=claim.span,
                    premises=tuple(map(self.premise, claim.premises)),
                    supports=claim.supports,
                    credibility=claim.credibility,
                    hops=tuple(
                        Hop(hop.printed, self.ids.get(hop.party_id), hop.publisher)
                        for hop in claim.hops
                    ),
                ),
            )
            ranked.append((made.focus, claim))
        for made, claim in ranked:
            if claim.rank == "preferred":
                set_preferred(self.target, claim=made, reason=claim.reason)
            elif claim.rank == "deprecated":
                deprecate(self.target, claim=made, reason=claim.reason)

    def premise(self, premise):
        return Premise(
            premise.type,
            self.quotes.get(premise.quote_id),
            self.ids.get(premise.source_id),
            premise.note,
        )

    def words(self):
        for record, text in self.source.rows(
            "SELECT record_id, text FROM tagging JOIN tag ON tag.id = tag_id"
        ):
            add_tag(self.target, record=self.ids[record], tag=text)
        for scheme, value, record in self.source.rows("SELECT * FROM identifier"):
            add_identifier(self.target, record=self.ids[record], scheme=scheme, value=value)
        for source, csl in self.source.rows(
            "SELECT record_id, csl FROM source WHERE csl IS NOT NULL"
        ):
            set_csl(self.target, source=self.ids[source], csl=json.loads(csl))
        authors = {}
        for source, *parts in self.source.rows(
            "SELECT source_id, literal, family, given FROM author ORDER BY source_id, position"
        ):
            authors.setdefault(source, []).append(Author(*parts))
        for source, listed in authors.items():
            set_authors(self.target, source=self.ids[source], authors=listed)


@pytest.fixture
def seed(tmp_path):
    folder = named_seed("iran-belarus", seeds_folder())
    with create_from_seed(tmp_path / "seed.attache", folder) as reference:
        yield reference


def test_the_story_made_by_hand_says_what_the_shipped_story_says(seed, tmp_path):
    with make_reference(tmp_path / "by-hand.attache") as reference:
        Copyist(seed, reference).copy()
        assert canonical(reference) == canonical(seed)
        assert verify(reference).failures == ()
        made = canonical(reference)
        for _ in range(60):
            undo_last(reference)
        assert verify(reference).failures == ()
        for _ in range(60):
            redo(reference)
        assert canonical(reference) == made
        assert verify(reference).failures == ()


def test_every_kind_of_field_stands_in_the_shipped_story(seed):
    database = seed.database
    types = {row[0] for row in database.rows("SELECT DISTINCT type FROM field")}
    claimed = {
        row[0]
        for row in database.rows(
            "SELECT DISTINCT type FROM claim JOIN field ON field.id = field_id"
        )
    }
    assert claimed == types == {type_.value for type_ in FieldType}
