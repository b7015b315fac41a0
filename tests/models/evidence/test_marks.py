"""What claims make of a value (quoted, inferred, unsourced, disputed), and which one stands."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.dates import parse_edtf
from models.evidence.claims import ClaimView, Hop
from models.evidence.mark import MARK_ORDER, Mark
from models.evidence.marks import contradicting, gaps, mark_of, projection
from models.evidence.origins import count_origins, origin_of, root_sources
from models.fields.registry import FIELD_BY_NAME, FIELDS, FieldType, fields_of
from models.records.values import Value
from models.schema.lists import LISTED_TABLES
from models.schema.records import TYPED_TABLES
from models.summaries.refresh import refresh
from tests.factories import add_claim, add_quote, add_record, add_source_with_text

PLACE = FIELD_BY_NAME["meeting", "place"]
DATE = FIELD_BY_NAME["meeting", "date"]
TOPICS = FIELD_BY_NAME["meeting", "topics"]
ROLE = FIELD_BY_NAME["participation", "role"]
TEHRAN, MINSK = Value(record_id=1), Value(record_id=2)


def day(edtf):
    date = parse_edtf(edtf)
    return Value(edtf=edtf, earliest=date.earliest, latest=date.latest)


def claim(value, field="place", **changed):
    base = ClaimView(
        id=1,
        record_id=9,
        field=field,
        quote_id=1,
        value=value,
        printed="x",
        span=None,
        supports=True,
        direct=True,
        rank="normal",
        reason=None,
        credibility="6",
    )
    return base._replace(**changed)


@pytest.mark.parametrize(
    ("claims", "mark"),
    [
        ([], Mark.UNSOURCED),
        ([claim(TEHRAN)], Mark.QUOTED),
        ([claim(TEHRAN, direct=False)], Mark.INFERRED),
        ([claim(TEHRAN, direct=False), claim(TEHRAN)], Mark.QUOTED),
        ([claim(TEHRAN, rank="deprecated")], Mark.UNSOURCED),
        ([claim(TEHRAN), claim(MINSK)], Mark.DISPUTED),
        ([claim(MINSK)], Mark.DISPUTED),
        ([claim(TEHRAN), claim(MINSK, rank="deprecated")], Mark.QUOTED),
        ([claim(TEHRAN), claim(TEHRAN, supports=False)], Mark.DISPUTED),
        ([claim(TEHRAN, supports=False)], Mark.DISPUTED),
        ([claim(TEHRAN, supports=False, rank="deprecated")], Mark.UNSOURCED),
        ([claim(TEHRAN), claim(MINSK, supports=False)], Mark.QUOTED),
        ([claim(TEHRAN, field="part_of")], Mark.UNSOURCED),
        ([claim(TEHRAN, field=None)], Mark.UNSOURCED),
        ([claim(TEHRAN, rank="preferred"), claim(MINSK)], Mark.DISPUTED),
    ],
)
def test_the_mark_of_a_value(claims, mark):
    assert mark_of(TEHRAN, PLACE, claims) is mark


@pytest.mark.parametrize(
    ("held", "said", "disputed"),
    [
        ("2023-03-03", "2023-03", False),
        ("2023-03", "2023-03-03", False),
        ("2023-03-03", "2023-04", True),
        ("2023-03-03", "2023-03-04", True),
        ("[..2023-03-03]", "2023-03-03", False),
        ("[..2023-03-03]", "2023-03-04", True),
        ("2023/..", "2024", False),
        ("2023/..", "2022", True),
        ("../2023", "2024", True),
    ],
)
def test_dates_dispute_only_where_both_cannot_be_true(held, said, disputed):
    against = contradicting(day(held), DATE, [claim(day(said), field="date")])
    assert bool(against) is disputed


def test_several_values_of_one_field_do_not_dispute_each_other():
    topics = [claim(Value(text=text), field="topics") for text in ("ties", "trade")]
    assert mark_of(Value(text="ties"), TOPICS, topics) is Mark.QUOTED


def test_words_are_the_same_when_they_fold_the_same():
    said = [claim(Value(text="TIES"), field="topics")]
    assert mark_of(Value(text="ties"), TOPICS, said) is Mark.QUOTED


def test_a_neutral_or_uncitable_value_needs_no_source():
    assert mark_of(Value(text="principal"), ROLE, []) is Mark.QUOTED
    assert mark_of(Value(text="host"), ROLE, []) is Mark.UNSOURCED
    assert mark_of(Value(text="city"), FIELD_BY_NAME["place", "type"], []) is Mark.QUOTED


def test_gaps_name_the_fields():
    values = {"place": [TEHRAN], "date": [day("2023")], "topics": [Value(text="a")]}
    claims = [claim(MINSK), claim(day("2023"), field="date")]
    assert gaps("meeting", values, claims) == (["topics"], ["place"])


@pytest.mark.parametrize(
    ("claims", "value"),
    [
        ([], None),
        ([claim(TEHRAN)], TEHRAN),
        ([claim(TEHRAN), claim(MINSK)], TEHRAN),
        ([claim(TEHRAN), claim(MINSK, rank="preferred")], MINSK),
        ([claim(TEHRAN, rank="deprecated"), claim(MINSK)], MINSK),
        ([claim(TEHRAN, rank="deprecated")], None),
        ([claim(TEHRAN, supports=False)], None),
        ([claim(TEHRAN, field="part_of")], None),
    ],
)
def test_a_column_is_the_projection_of_its_claims(claims, value):
    assert projection(PLACE, claims) == value


@given(
    st.lists(
        st.builds(
            claim,
            st.sampled_from([TEHRAN, MINSK]),
            supports=st.booleans(),
            direct=st.booleans(),
            rank=st.sampled_from(["preferred", "normal", "deprecated"]),
        ),
        max_size=5,
    )
)
def test_a_projected_value_is_never_unsourced(claims):
    value = projection(PLACE, claims)
    if value is not None:
        assert mark_of(value, PLACE, claims) is not Mark.UNSOURCED
    assert mark_of(TEHRAN, PLACE, claims) in MARK_ORDER


def test_the_registry_names_columns_that_are_there():
    listed = {table._meta.table_name: table for table in LISTED_TABLES}
    for field in FIELDS:
        table = listed[field.table] if field.table else TYPED_TABLES[field.kind]
        columns = {column.column_name for column in table._meta.sorted_fields}
        if field.type is FieldType.DATE:
            wanted = {f"{field.column}_{part}" for part in ("edtf", "min", "max", "printed")}
        else:
            wanted = {field.column}
        wanted |= {
            column
            for column in (field.owner_column, field.kind_column, field.connection_column)
            if column
        }
        assert wanted <= columns, field
        assert field.several == bool(field.table)


def test_every_kind_has_fields_and_each_only_once():
    assert len({(field.kind, field.name) for field in FIELDS}) == len(FIELDS)
    assert all(fields_of(kind) for kind in TYPED_TABLES)


def test_the_earliest_publisher_of_the_chain_is_the_origin():
    roots = {1: 50}
    speaker, agency, paper = Hop("Bagheri", 6, False), Hop("IRNA", 5, True), Hop("Paper", 7, True)
    assert origin_of(claim(TEHRAN, hops=(speaker, agency, paper)), roots) == ("party", "5")
    assert origin_of(claim(TEHRAN, hops=(speaker,)), roots) == ("source", "50")
    assert origin_of(claim(TEHRAN), roots) == ("source", "50")
    unnamed = Hop("Iranian State Media", None, True)
    same = Hop("Iranian state media", None, True)
    assert origin_of(claim(TEHRAN, hops=(unnamed,)), roots) == origin_of(
        claim(TEHRAN, hops=(same,)), roots
    )


def test_two_papers_on_one_agency_are_one_origin_and_two_agencies_on_one_man_are_two():
    agency, other = Hop("IRNA", 5, True), Hop("BelTA", 8, True)
    man = Hop("Bagheri", 6, False)
    roots = {1: 50, 2: 51}
    first = claim(TEHRAN, hops=(agency,))
    second = claim(TEHRAN, hops=(agency,), quote_id=2)
    assert count_origins([first, second], roots) == 1
    two = [claim(TEHRAN, hops=(man, agency)), claim(TEHRAN, hops=(man, other))]
    assert count_origins(two, roots) == 2
    assert count_origins([claim(TEHRAN, supports=False)], roots) == 0


def test_a_syndicated_copy_leads_to_its_root_and_a_loop_ends(story):
    reference, ids = story
    database = reference.database
    with reference.step(label="Copies"):
        copy, snapshot = add_source_with_text(database, "They met.", derived_from=ids.source)
        translated, other = add_source_with_text(database, "Они встретились.", derived_from=copy)
        quotes = [
            add_quote(database, snapshot, "They met."),
            add_quote(database, other, "Они встретились."),
        ]
    assert root_sources(database, quotes) == dict.fromkeys(quotes, ids.source)
    with reference.step(label="A loop"):
        database.run(
            "UPDATE source SET derived_from_id = ? WHERE record_id = ?", (translated, ids.source)
        )
    roots = root_sources(database, quotes)
    assert set(roots) == set(quotes)
    assert set(roots.values()) <= {copy, translated, ids.source}


def test_a_copy_of_the_same_story_adds_no_origin_to_a_record(story):
    reference, ids = story
    database = reference.database
    with reference.step(label="A copy"):
        _, snapshot = add_source_with_text(
            database, "They met in Tehran.", title="Copy", derived_from=ids.source
        )
        quote = add_quote(database, snapshot, "They met in Tehran.")
        add_claim(database, ids.meeting, quote, "place", ids.tehran, decisive="Tehran")
        refresh(database)
    found = database.rows("SELECT quotes, origins FROM record WHERE id = ?", (ids.meeting,))
    assert found == [(2, 1)]
    with reference.step(label="A second paper of its own"):
        add_record(database, "place", "Elsewhere")
        _, snapshot = add_source_with_text(database, "They did meet in Tehran.", title="Own")
        quote = add_quote(database, snapshot, "They did meet in Tehran.")
        add_claim(database, ids.meeting, quote, "place", ids.tehran, decisive="Tehran")
        refresh(database)
    found = database.rows("SELECT quotes, origins FROM record WHERE id = ?", (ids.meeting,))
    assert found == [(3, 2)]
