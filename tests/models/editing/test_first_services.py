"""The services every form needs: each is one step, right at once, and can be taken back."""

import pytest

from models.checking.verification import verify
from models.editing import (
    Evidence,
    Hop,
    Link,
    New,
    Passage,
    Premise,
    RefusedError,
    Sourced,
    add_claim,
    add_quote,
    add_value,
    clear_field,
    create_record,
    deprecate,
    editing,
    make_normal,
    order_values,
    remove_claim,
    remove_quote,
    remove_value,
    rename,
    set_credibility,
    set_field,
    set_note,
    set_preferred,
    set_review,
)
from models.undo import next_redo, next_undo, redo, undo_last
from tests.factories import TEXT
from tests.models.editing.looking import dump, one, steps, value


def passage(snapshot, words):
    start = TEXT.index(words)
    return Passage(snapshot, start, start + len(words))


def sound(reference):
    return verify(reference).failures


def test_a_new_official_is_found_listed_and_undone(story):
    reference, ids = story
    before = dump(reference)
    done = create_record(
        reference,
        kind="official",
        label="Alexander Lukashenko",
        values={"country": ids.belarus, "birth": "30 Aug 1954", "description": "President"},
    )
    assert done.label == "New official: Alexander Lukashenko"
    assert done.records[0] == done.focus
    assert value(reference, "official", done.focus, "birth_edtf") == "1954-08-30"
    assert one(reference, "SELECT who FROM record WHERE id = ?", done.focus) == "Belarus"
    assert sound(reference) == ()
    after = dump(reference)
    undone = undo_last(reference)
    assert undone.label == "Undo: New official: Alexander Lukashenko"
    assert dump(reference) == before
    redo(reference)
    assert dump(reference) == after


def test_a_record_is_made_with_the_words_that_say_so(story):
    reference, ids = story
    words = Evidence(passage(ids.snapshot, "The two signed a memorandum."), printed="memorandum")
    done = create_record(
        reference,
        kind="agreement",
        label="A memorandum",
        values={
            "form": Sourced("memorandum", (words,)),
            "topics": ["defence", Sourced("ties", (Evidence(ids.said, printed="ties"),))],
        },
        evidence=[Evidence(passage(ids.snapshot, "The two signed a memorandum."))],
    )
    claims = one(reference, "SELECT count(*) FROM claim WHERE record_id = ?", done.focus)
    assert claims == 3
    assert one(reference, "SELECT unsourced FROM record WHERE id = ?", done.focus) == 1
    assert sound(reference) == ()


@pytest.mark.parametrize(
    ("kind", "given", "field"),
    [
        ("official", {"values": {"birth": "sometime"}, "label": "X"}, "birth"),
        ("official", {}, "label"),
        ("official", {"label": "X", "values": {"country": 10_000}}, "country"),
        ("official", {"label": "X", "values": {"height": "tall"}}, "height"),
        ("meeting", {"label": "X", "values": {"form": "party"}}, "form"),
        ("tenure", {}, "owner"),
        ("spaceship", {"label": "X"}, "kind"),
        ("meeting", {"label": "X", "values": {"date": ["2023", "2024"]}}, "date"),
    ],
)
def test_what_cannot_be_is_refused_and_leaves_no_trace(story, kind, given, field):
    reference, _ = story
    before = dump(reference)
    with pytest.raises(RefusedError) as refused:
        create_record(reference, kind=kind, **given)
    assert refused.value.field == field
    assert refused.value.sentence.endswith(".")
    assert dump(reference) == before


def test_a_value_without_a_quote_is_set_and_unsourced(story):
    reference, ids = story
    done = set_field(reference, record=ids.meeting, field="summary", value="They met.")
    assert done.label == "Set the summary of Bagheri meets Khrenin"
    assert value(reference, "meeting", ids.meeting, "summary") == "They met."
    assert sound(reference) == ()
    clear_field(reference, record=ids.meeting, field="summary")
    assert value(reference, "meeting", ids.meeting, "summary") is None


def test_setting_the_same_again_is_no_step(story):
    reference, ids = story
    before = steps(reference)
    done = set_field(reference, record=ids.meeting, field="occurrence", value="reported")
    assert done.step is None
    assert steps(reference) == before


def test_a_field_that_its_quotes_hold_is_not_overwritten(story):
    reference, ids = story
    with pytest.raises(RefusedError, match="holds what its quotes say"):
        set_field(reference, record=ids.meeting, field="form", value="summit")
    with pytest.raises(RefusedError, match="rests on a quote"):
        clear_field(reference, record=ids.meeting, field="form")
    deprecate(
        reference,
        claim=one(
            reference,
            "SELECT claim.id FROM claim JOIN field ON field.id = field_id "
            "WHERE record_id = ? AND name = 'form'",
            ids.meeting,
        ),
        reason="A headline's word",
    )
    set_field(reference, record=ids.meeting, field="form", value="summit")
    assert value(reference, "meeting", ids.meeting, "form") == "summit"
    assert sound(reference) == ()


def test_claims_that_disagree_stand_side_by_side_until_one_is_preferred(story):
    reference, ids = story
    done = add_claim(
        reference,
        record=ids.meeting,
        field="date",
        value="2023-08-01",
        evidence=Evidence(
            ids.said, printed="ties", premises=(Premise("editor", None, None, "a test"),)
        ),
    )
    assert value(reference, "meeting", ids.meeting, "date_edtf") == "2023-08-02"
    assert one(reference, "SELECT disputed FROM record WHERE id = ?", ids.meeting) == 1
    set_preferred(reference, claim=done.focus, reason="It is nearer")
    assert value(reference, "meeting", ids.meeting, "date_edtf") == "2023-08-01"
    assert value(reference, "meeting", ids.meeting, "date_printed") == "ties"
    assert one(reference, "SELECT when_edtf FROM record WHERE id = ?", ids.meeting) == "2023-08-01"
    assert sound(reference) == ()
    make_normal(reference, claim=done.focus)
    assert value(reference, "meeting", ids.meeting, "date_edtf") == "2023-08-02"
    remove_claim(reference, claim=done.focus)
    assert one(reference, "SELECT disputed FROM record WHERE id = ?", ids.meeting) == 0
    assert sound(reference) == ()


def test_a_value_whose_last_claim_goes_stays_and_is_unsourced(story):
    reference, ids = story
    remove_claim(reference, claim=ids.claim_date)
    assert value(reference, "meeting", ids.meeting, "date_edtf") == "2023-08-02"
    assert value(reference, "meeting", ids.meeting, "date_printed") is None
    assert sound(reference) == ()


def test_a_passage_is_quoted_once(story):
    reference, ids = story
    same = add_quote(
        reference, passage=passage(ids.snapshot, "“Our ties are old,” Bagheri told Khrenin")
    )
    assert same.focus == ids.said
    assert same.step is None
    new = add_quote(reference, passage=passage(ids.snapshot, "Nobody quoted this sentence."))
    assert one(reference, "SELECT exact FROM quote WHERE id = ?", new.focus) == (
        "Nobody quoted this sentence."
    )
    assert sound(reference) == ()
    remove_quote(reference, quote=new.focus)
    with pytest.raises(RefusedError, match="rest on this quote"):
        remove_quote(reference, quote=ids.said)


@pytest.mark.parametrize(("start", "end"), [(-1, 4), (4, 4), (5, 4), (0, 10_000), (48, 50)])
def test_a_passage_without_words_is_refused(story, start, end):
    reference, ids = story
    with pytest.raises(RefusedError) as refused:
        add_quote(reference, passage=Passage(ids.snapshot, start, end))
    assert refused.value.field == "quote"


BAD_EVIDENCE = [
    ({"printed": "Moscow"}, "printed"),
    ({}, "printed"),
    ({"printed": "r"}, "span"),
    ({"span": (0, 4)}, "span"),
    ({"printed": "Tehran", "premises": (Premise("quote", None, None, None),)}, "premises"),
    ({"printed": "Tehran", "premises": (Premise("editor", None, None, " "),)}, "premises"),
    ({"printed": "Tehran", "hops": (Hop("The Times", None, True),)}, "hops"),
    ({"printed": "Tehran", "credibility": "9"}, "credibility"),
    ({"printed": "Tehran", "prefer": " "}, "reason"),
]


@pytest.mark.parametrize(("given", "field"), BAD_EVIDENCE)
def test_evidence_that_does_not_say_so_is_refused(story, given, field):
    reference, ids = story
    before = dump(reference)
    with pytest.raises(RefusedError) as refused:
        add_claim(
            reference,
            record=ids.statement,
            field="place",
            value=ids.tehran,
            evidence=Evidence(ids.met, **given),
        )
    assert refused.value.field == field
    assert dump(reference) == before


def test_decisive_words_are_found_where_there_is_no_doubt(story):
    reference, ids = story
    done = add_claim(
        reference,
        record=ids.statement,
        field="place",
        value=ids.tehran,
        evidence=Evidence(ids.met, printed="Tehran", hops=(Hop("IRNA", ids.irna, True),)),
    )
    start = TEXT.index("Tehran")
    assert value(reference, "claim", done.focus, "span_start", "id") == start
    assert value(reference, "statement", ids.statement, "place_id") == ids.tehran
    set_credibility(reference, claim=done.focus, credibility="2")
    assert value(reference, "claim", done.focus, "credibility", "id") == "2"
    with pytest.raises(RefusedError, match="already"):
        add_claim(
            reference,
            record=ids.statement,
            field="place",
            value=ids.tehran,
            evidence=Evidence(ids.met, printed="Tehran"),
        )
    assert sound(reference) == ()


def test_a_reading_against_the_sources_date_must_be_what_the_words_say(story):
    reference, ids = story
    leaning = (Premise("source date", None, None, None),)
    with pytest.raises(RefusedError, match="reads 2 August 2023, not 1 August 2023"):
        add_claim(
            reference,
            record=ids.agreement,
            field="date",
            value="2023-08-01",
            evidence=Evidence(ids.met, printed="on Wednesday", premises=leaning),
        )
    add_claim(
        reference,
        record=ids.agreement,
        field="date",
        value="2023-08-02",
        evidence=Evidence(ids.met, printed="on Wednesday", premises=leaning),
    )
    assert sound(reference) == ()


def test_a_corrected_publication_date_takes_its_readings_along(story):
    reference, ids = story
    done = set_field(reference, record=ids.source, field="date", value="2023-08-10")
    assert value(reference, "meeting", ids.meeting, "date_edtf") == "2023-08-09"
    assert done.notices == ("“on Wednesday” in Bagheri meets Khrenin now reads 9 August 2023.",)
    assert sound(reference) == ()
    undo_last(reference)
    assert value(reference, "meeting", ids.meeting, "date_edtf") == "2023-08-02"


def test_a_reading_by_hand_is_flagged_when_its_sources_date_is_corrected(story):
    reference, ids = story
    add_claim(
        reference,
        record=ids.agreement,
        field="date",
        value="2023-07",
        evidence=Evidence(
            ids.met,
            printed="in Tehran",
            premises=(Premise("source date", None, None, None),),
        ),
    )
    done = set_field(reference, record=ids.source, field="date", value="2023-08-10")
    assert any("look at it again" in notice for notice in done.notices)
    assert value(reference, "agreement", ids.agreement, "date_edtf") == "2023-07"
    note = one(reference, "SELECT note FROM premise WHERE note IS NOT NULL")
    assert "3 August 2023" in note


def test_lists_gain_lose_and_keep_their_order(story):
    reference, ids = story
    for topic in ("ties", "trade", "transit"):
        add_value(reference, record=ids.meeting, field="topics", value=topic)
    with pytest.raises(RefusedError, match="already"):
        add_value(reference, record=ids.meeting, field="topics", value="Ties")
    order_values(reference, record=ids.meeting, field="topics", values=["transit", "ties", "trade"])
    remove_value(reference, record=ids.meeting, field="topics", value="ties")
    assert [
        row[0]
        for row in reference.database.rows(
            "SELECT text FROM topic WHERE event_id = ? ORDER BY position", (ids.meeting,)
        )
    ] == ["transit", "trade"]
    assert sound(reference) == ()
    before = dump(reference)
    undo_last(reference)
    undo_last(reference)
    redo(reference)
    redo(reference)
    assert dump(reference) == before


def test_a_list_of_records_says_how_they_are_connected(story):
    reference, ids = story
    with pytest.raises(RefusedError, match="how they are connected"):
        add_value(reference, record=ids.meeting, field="agreements", value=ids.agreement)
    add_value(
        reference,
        record=ids.meeting,
        field="agreements",
        value=Link(ids.agreement, "announced"),
        evidence=Evidence(ids.said, printed="told"),
    )
    with pytest.raises(RefusedError, match="rests on a quote"):
        remove_value(
            reference,
            record=ids.meeting,
            field="agreements",
            value=Link(ids.agreement, "announced"),
        )
    remove_value(
        reference, record=ids.meeting, field="agreements", value=Link(ids.agreement, "signed")
    )
    assert sound(reference) == ()


def test_everything_that_names_a_renamed_record_follows(story):
    reference, ids = story
    rename(reference, record=ids.belarus, label="Republic of Belarus")
    assert "Republic of Belarus" in one(
        reference, "SELECT who FROM record WHERE id = ?", ids.relation
    )
    assert one(reference, "SELECT label FROM record WHERE id = ?", ids.minister) == (
        "Defense Minister, Republic of Belarus"
    )
    assert sound(reference) == ()
    undo_last(reference)
    assert one(reference, "SELECT label FROM record WHERE id = ?", ids.minister) == (
        "Defense Minister, Belarus"
    )
    assert sound(reference) == ()


def test_a_place_that_moves_takes_along_what_happened_there(story):
    reference, ids = story
    land = create_record(reference, kind="place", label="Persia").focus
    set_field(reference, record=ids.iran, field="territory", value=land)
    set_field(reference, record=ids.tehran, field="within", value=land)
    assert sound(reference) == ()
    with pytest.raises(RefusedError, match="lead back"):
        set_field(reference, record=land, field="within", value=ids.tehran)


def test_a_post_is_held_by_whom_it_belongs_to(story):
    reference, ids = story
    with pytest.raises(RefusedError, match="held by Viktor Khrenin"):
        set_field(reference, record=ids.bagheri_present, field="capacity", value=ids.minister)
    with pytest.raises(RefusedError, match="cannot be empty"):
        clear_field(reference, record=ids.bagheri_present, field="participant")


def test_words_about_a_record_are_the_editors(story):
    reference, ids = story
    set_note(reference, record=ids.meeting, note=" Look at IRNA. ")
    set_review(reference, record=ids.meeting, review="checked")
    assert value(reference, "record", ids.meeting, "note", "id") == "Look at IRNA."
    assert value(reference, "record", ids.meeting, "review", "id") == "checked"
    set_note(reference, record=ids.meeting, note=None)
    assert value(reference, "record", ids.meeting, "note", "id") is None
    with pytest.raises(RefusedError):
        set_review(reference, record=ids.meeting, review="perfect")


def test_many_services_join_one_step(story):
    reference, ids = story
    before = dump(reference)
    with editing(reference, label="Record a visit") as edit:
        place = create_record(edit, kind="place", label="Minsk").focus
        meeting = create_record(
            edit, kind="meeting", label="A visit", values={"place": place}
        ).focus
        create_record(
            edit, kind="participation", owner=meeting, values={"participant": ids.bagheri}
        )
        edit.focus_on(meeting)
    assert edit.done.label == "Record a visit"
    assert edit.done.focus == edit.done.records[0] == meeting
    assert sound(reference) == ()
    assert next_undo(reference).label == "Record a visit"
    undo_last(reference)
    assert dump(reference) == before
    assert next_redo(reference).label == "Record a visit"


def test_a_refusal_in_the_middle_takes_the_whole_step_back(story):
    reference, ids = story
    before = dump(reference)

    def half():
        with editing(reference) as edit:
            create_record(edit, kind="place", label="Minsk")
            set_field(edit, record=ids.meeting, field="place", value=10_000)

    with pytest.raises(RefusedError):
        half()
    assert dump(reference) == before


def test_whoever_goes_on_after_a_refusal_finds_nothing_half_written(story):
    reference, ids = story
    with editing(reference, label="Two meetings, one of them impossible") as edit:
        with pytest.raises(RefusedError):
            create_record(
                edit,
                kind="meeting",
                label="No",
                values={"place": New("place", "Nowhere"), "part_of": 10_000},
            )
        create_record(edit, kind="meeting", label="Yes", values={"place": ids.tehran})
    labels = reference.database.rows("SELECT label FROM record WHERE id > ?", (ids.source + 6,))
    assert labels == [("Yes",)]
    assert sound(reference) == ()


def test_a_claim_inside_a_meeting_leads_to_the_meeting(story):
    reference, ids = story
    done = add_claim(
        reference,
        record=ids.khrenin_present,
        field="side",
        value=ids.belarus,
        evidence=Evidence(ids.met, printed="Belarus"),
    )
    assert done.records == (ids.meeting,)
    assert value(reference, "claim", done.focus, "record_id", "id") == ids.khrenin_present
