"""The record with its fields, marks, posts, ties, reasons and quote cards."""

import pytest

from models.evidence.mark import Mark
from models.queries.detail import record_detail
from models.summaries.refresh import refresh
from tests.factories import (
    add_claim,
    add_name,
    add_participation,
    add_quote,
    add_record,
    add_source_with_text,
    add_tenure,
)


def field(detail, name):
    return next(found for found in detail.fields if found.name == name)


def section(detail, name):
    return next(found for found in detail.sections if found.name == name)


def only(values):
    (value,) = values
    return value


def test_a_value_quoted_directly(story):
    reference, ids = story
    value = only(field(record_detail(reference.database, ids.meeting), "place").values)
    assert (value.text, value.mark, value.quote_ids) == ("Tehran", Mark.QUOTED, (ids.met,))
    assert value.link.id == ids.tehran
    assert value.reasons == ()


def test_a_value_inferred_says_what_it_leans_on(story):
    reference, ids = story
    value = only(field(record_detail(reference.database, ids.meeting), "date").values)
    assert (value.text, value.mark, value.printed) == (
        "2 August 2023",
        Mark.INFERRED,
        "on Wednesday",
    )
    assert value.reasons == (
        "Read against the date of the source, 3 August 2023, supplied by the editor.",
    )


def test_the_reason_changes_when_the_date_of_the_source_gets_its_own_words(story):
    reference, ids = story
    database = reference.database
    with reference.step(label="A dated source"):
        quote = add_quote(database, ids.snapshot, "Nobody quoted this sentence.")
        add_claim(
            database,
            ids.source,
            quote,
            "date",
            "2023-08-03",
            directness="inferred",
            premises=[{"type": "editor", "note": "The page said so."}],
        )
    value = only(field(record_detail(database, ids.meeting), "date").values)
    assert value.reasons == ("Read against the date of the source, 3 August 2023.",)
    card = record_detail(database, ids.meeting).quotes[0]
    assert card.published_sourced


def test_a_value_without_a_claim_is_visibly_unsourced(story):
    reference, ids = story
    value = only(field(record_detail(reference.database, ids.meeting), "occurrence").values)
    assert (value.text, value.mark, value.quote_ids) == ("reported", Mark.UNSOURCED, ())


def test_values_that_disagree_stand_side_by_side_and_are_disputed(story):
    reference, ids = story
    database = reference.database
    with reference.step(label="Another place"):
        minsk = add_record(database, "place", "Minsk", type="city")
        _, other = add_source_with_text(database, "They met in Minsk.", title="Another story")
        quote = add_quote(database, other, "They met in Minsk.")
        add_claim(database, ids.meeting, quote, "place", minsk, decisive="Minsk")
        refresh(database)
    detail = record_detail(database, ids.meeting)
    tehran, said_minsk = field(detail, "place").values
    assert (tehran.text, tehran.mark) == ("Tehran", Mark.DISPUTED)
    assert (said_minsk.text, said_minsk.mark) == ("Minsk", Mark.DISPUTED)
    assert tehran.quote_ids == (ids.met, quote)
    assert "Another quote says “Minsk”." in tehran.reasons
    assert "Another quote says “Tehran”." in said_minsk.reasons
    assert (detail.disputed, detail.origins) == (1, 2)


def test_a_denial_disputes(story):
    reference, ids = story
    database = reference.database
    with reference.step(label="A denial"):
        quote = add_quote(database, ids.snapshot, "Nobody quoted this sentence.")
        add_claim(
            database, ids.meeting, quote, "place", ids.tehran, printed="Nobody", stance="denies"
        )
    detail = record_detail(database, ids.meeting)
    value = only(field(detail, "place").values)
    assert value.mark is Mark.DISPUTED
    assert "A quote denies “Tehran”." in value.reasons
    card = next(card for card in detail.quotes if card.id == quote)
    assert [(backing.denies, backing.mark) for backing in card.backings] == [(True, Mark.DISPUTED)]


def test_a_claim_set_aside_disputes_nothing_and_says_why(story):
    reference, ids = story
    database = reference.database
    with reference.step(label="A mistake of the paper"):
        minsk = add_record(database, "place", "Minsk", type="city")
        quote = add_quote(database, ids.snapshot, "Nobody quoted this sentence.")
        add_claim(
            database,
            ids.meeting,
            quote,
            "place",
            minsk,
            printed="Nobody",
            rank="deprecated",
            reason="corrected the next day",
        )
    tehran, minsk_view = field(record_detail(database, ids.meeting), "place").values
    assert tehran.mark is Mark.QUOTED
    assert "Set aside: corrected the next day" in minsk_view.reasons


def test_march_does_not_contradict_a_day_in_march(story):
    reference, ids = story
    database = reference.database
    with reference.step(label="A vaguer source"):
        quote = add_quote(database, ids.snapshot, "Nobody quoted this sentence.")
        add_claim(
            database,
            ids.meeting,
            quote,
            "date",
            "2023-08",
            printed="Nobody",
            directness="inferred",
            premises=[{"type": "editor", "note": "A calendar."}],
        )
    marks = [value.mark for value in field(record_detail(database, ids.meeting), "date").values]
    assert Mark.DISPUTED not in marks


def test_a_reason_repeats_the_words_it_leans_on_cut_short(story):
    reference, ids = story
    database = reference.database
    with reference.step(label="Leaning on another passage"):
        quote = add_quote(database, ids.snapshot, "The two signed a memorandum.")
        add_claim(
            database,
            ids.agreement,
            quote,
            "stage",
            "signed",
            directness="inferred",
            premises=[{"type": "quote", "quote": ids.met, "note": "“The two” are they."}],
        )
    value = only(field(record_detail(database, ids.agreement), "stage").values)
    reason = only(value.reasons)
    assert reason.startswith("Leans on the words “Iran’s armed forces chief of staff")
    assert reason.endswith("…” (¶ 2). “The two” are they.")


def test_participants_show_the_post_of_the_day(story):
    reference, ids = story
    database = reference.database
    present = field(record_detail(database, ids.meeting), "participations")
    bagheri, khrenin = present.values
    assert present.label == "Present"
    assert bagheri.addition == "chief of staff, Iran; for Iran"
    assert khrenin.addition == "Defense Minister, Belarus; not known for that day"
    assert (bagheri.mark, khrenin.mark) == (Mark.UNSOURCED, Mark.QUOTED)


@pytest.mark.parametrize(
    ("start", "end", "said"),
    [
        ("2024", None, "not held on that day"),
        (None, "2022", "not held on that day"),
        ("2023-01-01", "2023-12-31", None),
        ("[..2023-08-02]", None, None),
        ("[..2023-08-01]", None, "not known for that day, attested 1 August 2023"),
        (None, "[2023-09-01..]", "not known for that day, attested 1 September 2023"),
        ("2023-08", None, "not known for that day, attested 31 August 2023"),
        (None, None, "not known for that day"),
    ],
)
def test_a_post_is_held_not_held_or_not_known(story, start, end, said):
    reference, ids = story
    database = reference.database
    with reference.step(label="A post"):
        somebody = add_record(database, "official", "Somebody")
        post = add_tenure(database, somebody, "envoy", start=start, end=end)
        add_participation(database, ids.meeting, somebody, role="principal", capacity=post)
    present = field(record_detail(database, ids.meeting), "participations").values[-1]
    assert present.addition == "; ".join(filter(None, ("envoy", said)))


def test_another_title_in_the_source_is_a_warning(story):
    reference, ids = story
    database = reference.database
    with reference.step(label="Another title"):
        somebody = add_record(database, "official", "Somebody")
        post = add_tenure(database, somebody, "Minister of Defence")
        present = add_participation(
            database, ids.meeting, somebody, role="principal", capacity=post
        )
        add_claim(database, present, ids.met, "capacity", post, decisive="Defense Minister")
    shown = field(record_detail(database, ids.meeting), "participations").values
    assert [value.warning for value in shown] == [
        None,
        None,
        "The source says “Defense Minister” here.",
    ]


def test_an_official_shows_posts_meetings_statements_and_names(story):
    reference, ids = story
    detail = record_detail(reference.database, ids.khrenin)
    assert {found.name for found in detail.sections} == {
        "tenures",
        "meetings",
        "statements",
        "names",
    }
    meeting = only(only(section(detail, "meetings").fields).values)
    assert (meeting.link.id, meeting.mark, meeting.addition) == (
        ids.meeting,
        Mark.QUOTED,
        "Tehran",
    )
    statement = only(only(section(detail, "statements").fields).values)
    assert (statement.link.id, statement.addition, statement.mark) == (
        ids.statement,
        "addressed",
        Mark.UNSOURCED,
    )
    names = [only(line.values[:1]).text for line in section(detail, "names").fields]
    assert names == ["Viktor Khrenin", "Віктар Хрэнін"]


def test_a_state_shows_its_officials_and_relations(story):
    reference, ids = story
    detail = record_detail(reference.database, ids.iran)
    links = {
        (found.name, line.values[0].link.id) for found in detail.sections for line in found.fields
    }
    assert ("relations", ids.relation) in links
    assert ("officials", ids.bagheri) in links
    assert ("meetings", ids.meeting) in links


def test_an_inside_record_shows_its_owner(story):
    reference, ids = story
    database = reference.database
    for inside, owner in (
        (ids.chief, ids.bagheri),
        (ids.bagheri_present, ids.meeting),
        (ids.minister, ids.khrenin),
    ):
        assert record_detail(database, inside).id == owner


def test_what_is_gone_shows_nothing_and_what_is_in_the_trash_says_so(story):
    reference, ids = story
    database = reference.database
    assert record_detail(database, 9999) is None
    with reference.step(label="Trash"):
        database.run("UPDATE record SET trashed = 'x' WHERE id = ?", (ids.meeting,))
        database.run("UPDATE record SET trashed = 'x' WHERE id = ?", (ids.minister,))
    assert record_detail(database, ids.meeting).trashed
    khrenin = record_detail(database, ids.khrenin)
    assert not khrenin.trashed
    assert {found.name for found in khrenin.sections} == {"statements", "names"}


def test_a_participation_in_the_trash_ties_nothing(story):
    reference, ids = story
    database = reference.database
    with reference.step(label="Trash"):
        database.run("UPDATE record SET trashed = 'x' WHERE id = ?", (ids.khrenin_present,))
    khrenin = record_detail(database, ids.khrenin)
    assert "meetings" not in {found.name for found in khrenin.sections}


def test_cards_say_everything_a_citation_needs(story):
    reference, ids = story
    database = reference.database
    card = only(record_detail(database, ids.statement).quotes)
    digest = database.rows("SELECT text_sha256 FROM snapshot")[0][0]
    assert card.exact == "“Our ties are old,” Bagheri told Khrenin"
    assert card.grade == "F6"
    assert card.chains == (("Mohammad Bagheri", "IRNA"),)
    assert card.paragraph == 3
    assert card.citation == (
        "““Our ties are old,” Bagheri told Khrenin”\n"
        "— Iran, Belarus seek closer military collaboration. "
        f"3 August 2023 (date supplied by the editor), ¶ 3, SHA-256 of the text {digest}."
    )
    words = {
        backing.label: card.exact[backing.decisive.start : backing.decisive.end]
        for backing in card.backings
    }
    assert words == {"Words": "Our ties are old", "Speaker": "Bagheri"}


def test_a_card_shows_the_words_around_it_as_the_text_has_them(story):
    reference, ids = story
    database = reference.database
    text = database.rows("SELECT text FROM snapshot")[0][0]
    card = only(record_detail(database, ids.meeting).quotes)
    assert text[card.start : card.end] == card.exact
    assert text[: card.start].endswith(card.before)
    assert text[card.end :].startswith(card.after)
    assert card.before
    assert card.after


def test_fields_and_cards_share_their_slots(story):
    """Pointing at a field lights its quotes and the other way round: both name the same slots."""
    reference, ids = story
    for record in (ids.meeting, ids.statement, ids.bagheri, ids.source):
        detail = record_detail(reference.database, record)
        lines = [*detail.fields, *(line for found in detail.sections for line in found.fields)]
        slots = {value.slot: value for line in lines for value in line.values}
        for card in detail.quotes:
            for backing in card.backings:
                if not backing.slot.endswith(":record:"):
                    assert backing.slot in slots
                    assert card.id in slots[backing.slot].quote_ids


def test_counts_of_the_detail_are_those_of_the_table(story):
    reference, _ = story
    database = reference.database
    for record_id, unsourced, disputed, origins, quotes in database.rows(
        "SELECT id, unsourced, disputed, origins, quotes FROM record WHERE owner_id IS NULL"
    ):
        detail = record_detail(database, record_id)
        assert (detail.unsourced, detail.disputed) == (unsourced, disputed)
        assert (detail.origins, len(detail.quotes)) == (origins, quotes)


def _queries(database, record):
    asked = []
    connection = database.connection()
    connection.exec_trace = lambda cursor, sql, bindings: asked.append(sql) or True
    try:
        assert record_detail(database, record) is not None
    finally:
        connection.exec_trace = None
    return len(asked)


def test_the_number_of_queries_is_known_and_does_not_grow_with_the_record(story):
    reference, ids = story
    database = reference.database
    before = {record: _queries(database, record) for record in (ids.meeting, ids.bagheri, ids.iran)}
    assert before == {ids.meeting: 27, ids.bagheri: 25, ids.iran: 22}
    with reference.step(label="Much more"):
        text = " ".join(f"Sentence {number} says so." for number in range(80))
        _, snapshot = add_source_with_text(database, text, title="Long")
        for number in range(80):
            quote = add_quote(database, snapshot, f"Sentence {number} says so.")
            add_claim(database, ids.meeting, quote, "form", "meeting", printed="says")
            add_name(database, ids.bagheri, f"Spelling {number}")
            other = add_record(database, "meeting", f"Meeting {number}", date="2020")
            add_participation(database, other, ids.bagheri, side=ids.iran)
        refresh(database)
    after = {record: _queries(database, record) for record in before}
    assert after == before
