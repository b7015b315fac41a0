"""Rows become records, each value quoted from its row; nothing is joined by likeness."""

import datetime as dt
import io

import pytest
from openpyxl import Workbook

from models.capture.problems import CaptureCancelledError
from models.checking.verification import verify
from models.editing import create_record, trash
from models.exchange.canonical import canonical
from models.importing.tables import BadMappingError, Mapping, import_table, propose, read_table
from models.undo import next_undo, redo, undo_last
from tests.models.importing.tables.conftest import MEETINGS

KINDS = "SELECT kind, count(*) FROM record GROUP BY kind"
CLAIMS = """
SELECT owner.kind, field.name, claim.printed, quote.exact, substr(snapshot.text, span_start + 1,
span_end - span_start), directness FROM claim LEFT JOIN field ON field.id = field_id
JOIN record AS owner ON owner.id = claim.record_id JOIN quote ON quote.id = quote_id
JOIN snapshot ON snapshot.id = snapshot_id
"""


def test_each_row_becomes_a_meeting_with_those_who_were_there(bring, asked):
    report = bring(MEETINGS)
    assert report.made["meeting"] == 3
    assert report.rows == 4
    assert asked(
        "SELECT label, when_edtf, who FROM record WHERE kind = 'meeting' ORDER BY id LIMIT 1"
    ) == [
        (
            "Meeting of Mohammad Bagheri, Viktor Khrenin, Ivan Ivanov",
            "2023-08-02",
            "Mohammad Bagheri · Viktor Khrenin · Ivan Ivanov",
        )
    ]
    assert asked("SELECT text FROM topic ORDER BY event_id, position") == [
        ("ties",),
        ("arms",),
        ("“old ties”",),
    ]
    assert asked("SELECT DISTINCT role FROM participation ORDER BY role") == [
        ("host",),
        ("visitor",),
    ]


def test_every_value_is_quoted_from_its_row_with_its_decisive_words(bring, asked, reference):
    bring(MEETINGS)
    claims = asked(CLAIMS)
    assert len(claims) > 30
    for _, _, printed, exact, decisive, directness in claims:
        assert printed is None or printed == decisive
        assert directness == "direct" or printed is None
        assert exact.split("\t")[0] in {"1", "2", "4"}
    assert ("meeting", "date", "2 Aug 2023") in {claim[:3] for claim in claims}
    assert asked("SELECT sum(unsourced) FROM record") == [(0,)]
    assert verify(reference).passed


def test_a_role_that_only_the_heading_says_is_inferred_and_leans_on_the_heading(bring, asked):
    bring(MEETINGS)
    rows = asked(
        "SELECT DISTINCT directness, leaning.exact FROM claim JOIN field ON field.id = field_id "
        "JOIN premise ON premise.claim_id = claim.id JOIN quote AS leaning "
        "ON leaning.id = premise.quote_id WHERE field.name = 'role'"
    )
    assert rows == [("inferred", "ID\tDate\tPlace\tHost\tCountry\tPost\tVisitors\tAbout\tNotes")]


def test_a_date_with_two_readings_is_refused_by_itself_and_its_row_is_made(bring):
    report = bring(MEETINGS)
    refused = [(one.row, one.column, one.words) for one in report.refused]
    assert refused == [(3, "Date", "03/04/2023"), (4, None, "")]
    assert "3 April 2023 or 4 March 2023" in report.refused[0].reason
    assert report.dates == {"2 Aug 2023": "2 August 2023", "May 2024": "May 2024"}


@pytest.mark.parametrize("logged", [2_000, 0])
def test_the_same_table_again_adds_nothing(bring, reference, logged):
    bring(MEETINGS, logged=logged)
    before, step = canonical(reference), next_undo(reference).step
    report = bring(MEETINGS, logged=logged)
    assert (report.made, report.claims, report.step) == ({}, 0, None)
    assert report.unchanged == 3
    assert canonical(reference) == before
    assert next_undo(reference).step == step


def test_one_undo_takes_all_of_it_back_and_redo_brings_it_again(bring, reference):
    empty = canonical(reference)
    bring(MEETINGS)
    whole = canonical(reference)
    undo_last(reference)
    assert canonical(reference) == empty
    assert verify(reference).passed
    redo(reference)
    assert canonical(reference) == whole
    assert verify(reference).passed


def test_a_bulk_import_says_the_same_and_is_taken_back_whole(bring, reference):
    empty = canonical(reference)
    bring(MEETINGS)
    logged = canonical(reference)
    undo_last(reference)
    report = bring(MEETINGS, logged=0)
    assert report.bulk
    assert canonical(reference) == logged
    assert verify(reference).passed
    assert next_undo(reference).is_import
    undo_last(reference, imports=True)
    assert canonical(reference) == empty
    assert verify(reference).passed


def test_an_import_broken_off_leaves_nothing(bring, reference):
    before = canonical(reference)
    with pytest.raises(CaptureCancelledError, match="cancelled"):
        bring(MEETINGS, cancelled=lambda: True)
    asked = iter([False, True])
    with pytest.raises(CaptureCancelledError, match="cancelled"):
        bring(MEETINGS, cancelled=lambda: next(asked))
    assert canonical(reference) == before
    assert next_undo(reference) is None


def test_the_same_name_in_the_same_country_is_the_same_official(bring, reference, asked):
    iran = create_record(reference, kind="organization", label="Iran", values={"type": "state"})
    known = create_record(
        reference, kind="official", label="Mohammad Bagheri", values={"country": iran.focus}
    )
    report = bring(MEETINGS)
    assert report.matched == 2
    assert asked("SELECT count(*) FROM participation WHERE participant_id = ?", known.focus) == [
        (1,)
    ]


def test_the_same_name_without_the_country_is_made_anew_and_said(bring, reference, asked):
    iran = create_record(reference, kind="organization", label="Iran", values={"type": "state"})
    create_record(reference, kind="official", label="Hassan", values={"country": iran.focus})
    report = bring("Date,Official\n2 May 2020,Hassan\n")
    assert report.doubtful == [
        "row 2: official “Hassan” was made anew, and may be one that was there"
    ]
    assert asked("SELECT count(*) FROM record WHERE label = 'Hassan' AND kind = 'official'") == [
        (2,)
    ]


def test_an_identifier_that_is_known_is_the_same_record(bring, reference, asked):
    text = "Name,Wikidata,Country\nOld Name,Q1,Iran\n"
    bring(text, kind="official", name="one.csv")
    report = bring("Name,Wikidata,Born\nNew Name,Q1,1960\n", kind="official", name="two.csv")
    assert report.made == {"source": 0} or "official" not in report.made
    assert asked("SELECT birth_edtf FROM official") == [("1960",)]
    assert asked(
        "SELECT text FROM name JOIN record ON record.id = bearer_id "
        "WHERE record.kind = 'official' ORDER BY text"
    ) == [("New Name",), ("Old Name",)]
    assert verify(reference).passed


@pytest.mark.parametrize("logged", [2_000, 0])
def test_a_new_spelling_of_somebody_known_finds_what_names_them(bring, reference, logged):
    bring("Name,Wikidata\nOld Name,Q1\n", kind="official", name="one.csv")
    bring("Date,Who\n2 May 2020,Old Name\n", name="two.csv")
    before = canonical(reference)
    bring("Name,Wikidata\nNew Name,Q1\n", kind="official", name="three.csv", logged=logged)
    assert verify(reference).passed
    undo_last(reference, imports=True)
    assert canonical(reference) == before
    assert verify(reference).passed


def test_a_key_column_knows_a_row_again_in_a_changed_table(bring, reference, asked):
    before = "ID,Date,Place,Host\n7,2 Aug 2023,Tehran,Bagheri\n"
    bring(before, name="list.csv")
    report = bring(before.replace("2 Aug", "3 Aug"), name="list.csv")
    assert report.made.keys() <= {"source"}
    assert report.changed == 1
    # What was said stays, and stands beside what is said now (law 5).
    assert asked("SELECT value_edtf FROM claim WHERE value_edtf IS NOT NULL ORDER BY id") == [
        ("2023-08-02",),
        ("2023-08-03",),
    ]
    assert asked("SELECT disputed FROM record WHERE kind = 'meeting'") == [(1,)]
    assert verify(reference).passed
    undo_last(reference)
    assert asked("SELECT disputed FROM record WHERE kind = 'meeting'") == [(0,)]
    assert verify(reference).passed


def test_a_row_whose_record_is_in_the_trash_is_refused(bring, reference, asked):
    bring(MEETINGS)
    meeting = asked("SELECT id FROM record WHERE kind = 'meeting' ORDER BY id LIMIT 1")[0][0]
    trash(reference, record=meeting)
    report = bring(MEETINGS)
    assert any("trash" in one.reason for one in report.refused)
    assert report.made == {}


@pytest.mark.parametrize(
    ("text", "kind", "made"),
    [
        (
            "Name,Country,Born,Post,Ministry,From,Until\n"
            "Ali,Iran,12 May 1960,Minister,Ministry of Oil,2001,2005\n"
            "Ali,Iran,,Governor,Province of Fars,2006,\n",
            "official",
            {"official": 1, "tenure": 2, "organization": 3},
        ),
        (
            "Organization,Type,Country,Acronym\nOil Ministry,Ministry,Iran,MOP\n",
            "organization",
            {"organization": 2, "name": 3},
        ),
        (
            "Speaker,Words,To,Date\nKhrenin,We stand together.,Bagheri;Raisi,2023-08-02\n",
            "statement",
            {"statement": 1, "official": 3},
        ),
        (
            "From,To,Kind,Since,Why\nUnited States,Iran,sanctions,1979,hostages;oil\n",
            "relation",
            {"relation": 1, "organization": 2},
        ),
        (
            "Agreement,Kind,Signed by,Date\nOil pact,treaty,Ali;Bob,May 1999\n",
            "agreement",
            {"agreement": 1, "official": 2, "participation": 2},
        ),
        ("Place,Type,Country\nTehran,city,Iran\n", "place", {"place": 2}),
    ],
)
@pytest.mark.parametrize("logged", [2_000, 0])
def test_rows_of_every_kind_become_records(bring, reference, text, kind, made, logged):
    empty = canonical(reference)
    report = bring(text, kind=kind, logged=logged)
    assert report.refused == []
    assert {one: report.made[one] for one in made} == made
    assert verify(reference).passed
    before = canonical(reference)
    again = bring(text, kind=kind, logged=logged)
    assert again.claims == 0
    assert canonical(reference) == before
    undo_last(reference, imports=True)
    assert canonical(reference) == empty
    assert verify(reference).passed


def test_a_failed_formula_is_refused_and_named(bring):
    report = bring("Date,Official\n#REF!,Ali\n")
    assert [(one.column, one.words) for one in report.refused] == [("Date", "#REF!")]
    assert report.made["meeting"] == 1


def test_a_mapping_survives_as_json():
    mapping = Mapping("meeting", {"Date": "date", "Who": "official:host"}, key="ID", sheet="S")
    assert Mapping.from_json(mapping.to_json()) == mapping


@pytest.mark.parametrize(
    "text",
    [
        "", "[]", "{", '{"kind": "spaceship"}', '{"kind": "meeting", "columns": []}',
        '{"kind": "meeting", "columns": {"Date": "birth"}}', '{"kind": "meeting", "surprise": 1}',
        '{"kind": "meeting", "delimiter": "x"}', '{"kind": "meeting", "heading_row": -1}',
        '{"kind": "meeting", "separator": 5}', '{"kind": "meeting", "key": 5}', "[" * 100_000,
    ],
)  # fmt: skip
def test_a_mapping_that_means_nothing_is_one_sentence(text):
    with pytest.raises(BadMappingError) as told:
        Mapping.from_json(text)
    assert told.value.sentence.startswith("The mapping cannot be used.")


def test_a_mapping_of_other_columns_is_refused_before_anything_is_written(bring, reference):
    for mapping in (
        Mapping("meeting", {"Nowhere": "date"}),
        Mapping("meeting", {"Date": "note"}),
        Mapping("meeting", {"Date": "date", "Place": "date"}),
        Mapping("meeting", {"Date": "date"}, key="Nowhere"),
    ):
        with pytest.raises(BadMappingError):
            bring(MEETINGS, mapping)
    assert next_undo(reference) is None


def test_headings_propose_what_they_say_and_nothing_where_they_say_nothing():
    assert propose(["Date", "Place", "Participants"]).kind == "meeting"
    assert propose(["Name", "Born", "Country"]).kind == "official"
    assert propose(["Speaker", "Statement", "Date"]).kind == "statement"
    assert propose(["Foo", "Bar"]) is None
    assert propose(["Foo"], "place").columns == {}


def test_columns_that_are_called_alike_are_told_apart(reference):
    table = read_table(b"Date,Who,Who,\n2001,A,B,C\n")
    assert table.headings == ("Date", "Who", "Who (2)", "column 4")
    mapping = Mapping("meeting", {"Who": "official:host", "Who (2)": "official:visitor"})
    report = import_table(reference, table, mapping)
    assert report.made["participation"] == 2


def test_a_table_without_headings_is_read_from_its_first_row(bring):
    mapping = Mapping("meeting", {"column 1": "date", "column 2": "place"}, heading_row=0)
    assert bring("2 May 2020,Minsk\n3 May 2020,Tehran\n", mapping).made["meeting"] == 2


def test_a_spreadsheets_moment_is_quoted_by_its_day(bring, asked, reference):
    book = Workbook()
    book.active.append(["Date", "Who"])
    book.active.append([dt.datetime(2023, 8, 2, 14, 30), "Ali"])  # noqa: DTZ001
    out = io.BytesIO()
    book.save(out)
    bring(out.getvalue(), name="t.xlsx")
    assert asked("SELECT when_edtf, date_printed FROM meeting JOIN record ON id = record_id") == [
        ("2023-08-02", "2023-08-02")
    ]
    assert verify(reference).passed


VISITS = """\
No,Meeting,Date,Part of,Signed,Outcome,Who
2,Talks in Tehran,3 Aug 2023,1,Memorandum; Road map,Military commission,Viktor Khrenin
1,Visit of Khrenin,Aug 2023,,,,Viktor Khrenin
3,Dinner,3 Aug 2023,Visit of Khrenin,,Road map,Viktor Khrenin
4,Later talks,2024,Visit of Raisi,,,Ebrahim Raisi
"""


@pytest.mark.parametrize("logged", [2_000, 0])
def test_rows_lead_to_agreements_and_to_the_meetings_they_are_part_of(
    bring, asked, reference, logged
):
    empty = canonical(reference)
    report = bring(VISITS, logged=logged)
    assert report.refused == []
    assert asked(
        "SELECT one.label, whole.label FROM meeting JOIN record AS one ON one.id = record_id "
        "JOIN record AS whole ON whole.id = part_of_id ORDER BY one.label"
    ) == [
        ("Dinner", "Visit of Khrenin"),
        ("Later talks", "Visit of Raisi"),
        ("Talks in Tehran", "Visit of Khrenin"),
    ]
    assert report.made["meeting"] == 5
    assert asked(
        "SELECT meeting.label, agreement.label, connection FROM meeting_agreement "
        "JOIN record AS meeting ON meeting.id = meeting_id "
        "JOIN record AS agreement ON agreement.id = agreement_id ORDER BY 1, 2"
    ) == [
        ("Dinner", "Road map", "discussed"),
        ("Talks in Tehran", "Memorandum", "signed"),
        ("Talks in Tehran", "Military commission", "discussed"),
        ("Talks in Tehran", "Road map", "signed"),
    ]
    assert report.made["agreement"] == 3
    assert asked("SELECT sum(unsourced) FROM record") == [(0,)]
    assert verify(reference).passed
    before = canonical(reference)
    assert bring(VISITS, logged=logged).claims == 0
    assert canonical(reference) == before
    undo_last(reference, imports=True)
    assert canonical(reference) == empty


def test_a_meeting_is_no_part_of_itself_nor_of_one_of_several_that_are_called_so(
    bring, asked, reference
):
    for _ in range(2):
        create_record(reference, kind="meeting", label="Summit")
    report = bring("Meeting,Date,Part of\nA,2023,B\nB,2023,A\nC,2023,C\nD,2023,Summit\n")
    assert [(one.row, one.column, one.words) for one in report.refused] == [
        (3, "Part of", "A"),
        (4, "Part of", "C"),
        (5, "Part of", "Summit"),
    ]
    assert asked("SELECT count(*) FROM meeting WHERE part_of_id IS NOT NULL") == [(1,)]
    assert report.made["meeting"] == 4
    assert verify(reference).passed


def test_a_statement_leads_to_its_meeting_and_to_the_post_of_its_speaker(bring, asked, reference):
    meeting = create_record(reference, kind="meeting", label="Talks in Tehran").focus
    text = (
        "Speaker,Words,Meeting,Post\n"
        "Khrenin,We stand together.,Talks in Tehran,Defense Minister\n"
        ",Nobody said this.,,Minister\n"
    )
    report = bring(text, kind="statement")
    assert [(one.row, one.column) for one in report.refused] == [(3, "Post")]
    assert asked(
        "SELECT meeting_id, post.label, speaker.label FROM statement "
        "JOIN record AS post ON post.id = capacity_id "
        "JOIN record AS speaker ON speaker.id = speaker_id"
    ) == [(meeting, "Defense Minister", "Khrenin")]


def test_a_table_of_many_rows_is_made_again_after_undo(bring, reference):
    rows = "".join(f"{one},2 Aug 2023,Minsk,Viktor Khrenin\n" for one in range(60))
    bring("ID,Date,Place,Host\n" + rows)
    before = canonical(reference)
    undo_last(reference)
    assert canonical(reference) != before
    redo(reference)
    assert canonical(reference) == before
    assert verify(reference).passed
