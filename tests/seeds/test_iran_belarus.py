"""The seed story says what its article's words allow, and no more."""

import hashlib
from pathlib import Path

import pytest

from models.checking.verification import verify
from models.dates import read_phrase
from models.evidence.claims import load_claims
from models.evidence.marks import gaps
from models.records.values import load_values
from models.reference.reference import Reference
from models.schema.vocabulary import KINDS
from models.seeds import available_seeds, create_from_seed, load_seed
from models.text.segments import sentences

SEEDS = Path(__file__).parents[2] / "seeds"
SEED = SEEDS / "iran-belarus"

UNSOURCED = {
    ("source", "Iran, Belarus seek closer military collaboration amid tensions with West", "date"),
    ("place", "Tehran", "within"),
    ("organization", "Iran", "territory"),
    ("name", "United States", "text"),
}
"""All that is known otherwise than from the article; each is visibly unsourced in the window."""


@pytest.fixture(scope="module")
def reference(tmp_path_factory):
    made = create_from_seed(tmp_path_factory.mktemp("seed") / "story.attache", SEED)
    yield made
    made.close()


@pytest.fixture
def database(reference):
    with reference.connected() as opened:
        yield opened


def by_label(database, kind):
    """Return the values of every record of the kind, by label, links as labels."""
    labels = dict(database.rows("SELECT id, label FROM record"))
    ids = dict(database.rows("SELECT id, label FROM record WHERE kind = ? ORDER BY id", (kind,)))
    return {
        ids[record_id]: {
            name: [
                labels[value.record_id] if value.record_id else value.text or value.edtf
                for value in several
            ]
            for name, several in values.items()
        }
        for record_id, values in load_values(database, kind, list(ids)).items()
    }


def participations(database, event):
    return database.rows(
        "SELECT person.label, participation.role, tenure.title, side.label FROM participation "
        "JOIN record AS event ON event.id = event_id "
        "JOIN record AS person ON person.id = participant_id "
        "LEFT JOIN tenure ON tenure.record_id = capacity_id "
        "LEFT JOIN record AS side ON side.id = side_id "
        "WHERE event.label = ? ORDER BY participation.record_id",
        (event,),
    )


def chain_of(database, label, field):
    return [
        (printed, party, bool(publisher))
        for printed, party, publisher in database.rows(
            "SELECT attribution.printed, party.label, publisher FROM attribution "
            "JOIN claim ON claim.id = claim_id JOIN field ON field.id = field_id "
            "JOIN record ON record.id = claim.record_id "
            "LEFT JOIN record AS party ON party.id = party_id "
            "WHERE record.label = ? AND field.name = ? ORDER BY position",
            (label, field),
        )
    ]


def statement_of(database, words):
    (label,) = [
        label
        for label, values in by_label(database, "statement").items()
        if words in values["words"][0]
    ]
    return label


def test_the_article_is_the_one_the_seed_was_made_from():
    content = (SEED / "article.txt").read_bytes()
    assert hashlib.sha256(content).hexdigest() == (
        "6dea72fd376ac5d06239d30272d64f7fdc3b1a3acd5afd5f95484843ff7b24a2"
    )


def test_the_seed_is_offered_with_its_title():
    assert ("iran-belarus", "Iran and Belarus, August 2023") in [
        (seed.name, seed.title) for seed in available_seeds(SEEDS)
    ]


def test_it_holds_what_the_story_tells(database):
    counts = dict(database.rows("SELECT kind, count(*) FROM record GROUP BY kind"))
    assert counts == {
        "official": 5,
        "organization": 9,
        "place": 2,
        "tenure": 5,
        "meeting": 3,
        "participation": 12,
        "agreement": 3,
        "statement": 5,
        "relation": 10,
        "name": 28,
        "source": 1,
    }


def test_verify_finds_nothing(reference):
    found = verify(reference)
    assert found.failures == ()
    assert {"quotes", "claims", "values", "summaries"} <= set(found.done)


def test_every_sentence_backs_a_record(database):
    (text,) = database.rows("SELECT text FROM snapshot")[0]
    quoted = database.rows(
        'SELECT start, "end" FROM quote WHERE EXISTS '
        "(SELECT 1 FROM claim WHERE claim.quote_id = quote.id AND stance = 'supports')"
    )
    assert len(sentences(text)) == 14
    unused = [
        text[sentence.start : sentence.end]
        for sentence in sentences(text)
        if not any(start < sentence.end and sentence.start < end for start, end in quoted)
    ]
    assert unused == []


def test_every_quote_backs_a_record(database):
    assert not database.rows(
        "SELECT exact FROM quote WHERE NOT EXISTS "
        "(SELECT 1 FROM claim WHERE claim.quote_id = quote.id)"
    )


def test_only_named_fields_are_unsourced_and_none_is_disputed(database):
    labels = dict(database.rows("SELECT id, label FROM record"))
    unsourced, disputed = set(), set()
    for kind in KINDS:
        ids = [row[0] for row in database.rows("SELECT id FROM record WHERE kind = ?", (kind,))]
        for record_id, values in load_values(database, kind, ids).items():
            missing, argued = gaps(kind, values, load_claims(database, [record_id]))
            unsourced |= {(kind, labels[record_id], name) for name in missing}
            disputed |= {(kind, labels[record_id], name) for name in argued}
    assert unsourced == UNSOURCED
    assert disputed == set()


def test_only_the_ground_of_iran_and_a_full_name_have_no_evidence_at_all(database):
    assert database.rows(
        "SELECT kind, label FROM record WHERE NOT EXISTS "
        "(SELECT 1 FROM claim WHERE claim.record_id = record.id) ORDER BY kind"
    ) == [("name", "United States"), ("place", "Iran")]


def test_decisive_words_of_direct_claims_hold_the_value_as_printed(database):
    rows = database.rows(
        "SELECT substr(text, span_start + 1, span_end - span_start), printed FROM claim "
        "JOIN quote ON quote.id = quote_id JOIN snapshot ON snapshot.id = snapshot_id "
        "WHERE directness = 'direct' AND field_id IS NOT NULL"
    )
    assert len(rows) > 100
    assert all(printed and printed in decisive for decisive, printed in rows)


def test_direct_claims_on_words_print_the_very_value(database):
    rows = database.rows(
        "SELECT value_text, printed FROM claim JOIN field ON field.id = field_id "
        "WHERE field.type = 'text' AND directness = 'direct'"
    )
    assert rows
    assert all(value.casefold() == printed.casefold() for value, printed in rows)


def test_every_inferred_claim_says_what_it_leans_on(database):
    inferred = database.rows("SELECT count(*) FROM claim WHERE directness = 'inferred'")[0][0]
    assert inferred > 50
    assert not database.rows(
        "SELECT id FROM claim WHERE (directness = 'inferred') <> "
        "EXISTS (SELECT 1 FROM premise WHERE premise.claim_id = claim.id)"
    )


def test_every_date_but_the_publication_leans_on_it(database):
    rows = database.rows(
        "SELECT directness, EXISTS (SELECT 1 FROM premise WHERE premise.claim_id = claim.id "
        "AND premise.type = 'source date') FROM claim WHERE value_edtf IS NOT NULL"
    )
    assert rows
    assert set(rows) == {("inferred", 1)}


def test_dates_of_meetings_keep_their_words_and_read_as_the_words_do(database):
    assert database.rows(
        "SELECT label, date_edtf, date_printed FROM meeting JOIN record ON id = record_id "
        "ORDER BY date_min DESC"
    ) == [
        ("Bagheri – Khrenin talks", "2023-08-02", "on Wednesday"),
        ("Khrenin – Ashtiani meeting", "2023-07-31", "On Monday"),
        ("Khamenei – Lukashenko meeting", "2023-03", "in March"),
    ]
    for edtf, printed in database.rows("SELECT date_edtf, date_printed FROM meeting"):
        assert read_phrase(printed, "2023-08-02").edtf == edtf


def test_nothing_says_where_the_monday_meeting_was(database):
    meetings = by_label(database, "meeting")
    assert meetings["Bagheri – Khrenin talks"]["place"] == ["Tehran"]
    assert meetings["Khamenei – Lukashenko meeting"]["place"] == ["Tehran"]
    assert "place" not in meetings["Khrenin – Ashtiani meeting"]
    assert "place" not in by_label(database, "agreement")["Defense cooperation memorandum"]


def test_nobody_is_host_or_guest(database):
    assert dict(database.rows("SELECT role, count(*) FROM participation GROUP BY role")) == {
        "principal": 10,
        "signatory": 2,
    }


def test_people_meet_in_their_posts_and_for_their_sides(database):
    assert participations(database, "Bagheri – Khrenin talks") == [
        ("Mohammad Bagheri", "principal", "Chief of staff", "Iran"),
        ("Viktor Khrenin", "principal", "Defense Minister", "Belarus"),
    ]
    assert participations(database, "Khrenin – Ashtiani meeting") == [
        ("Viktor Khrenin", "principal", "Defense Minister", "Belarus"),
        ("Mohammad Reza Ashtiani", "principal", "Defense Minister", "Iran"),
    ]
    assert participations(database, "Khamenei – Lukashenko meeting") == [
        ("Ali Khamenei", "principal", "Supreme Leader", "Iran"),
        ("Alexander Lukashenko", "principal", "President", "Belarus"),
    ]
    assert participations(database, "Defense cooperation memorandum") == [
        ("Viktor Khrenin", "signatory", "Defense Minister", "Belarus"),
        ("Mohammad Reza Ashtiani", "signatory", "Defense Minister", "Iran"),
    ]


def test_posts_are_attested_on_the_day_and_no_further(database):
    assert database.rows(
        "SELECT official.label, title, organization.label, start_edtf, end_edtf FROM tenure "
        "JOIN record AS official ON official.id = official_id "
        "JOIN record AS organization ON organization.id = organization_id ORDER BY official.id"
    ) == [
        ("Mohammad Bagheri", "Chief of staff", "Iran’s armed forces", "[..2023-08-02]", None),
        ("Viktor Khrenin", "Defense Minister", "Belarus", "[..2023-07-31]", "[2023-08-02..]"),
        ("Mohammad Reza Ashtiani", "Defense Minister", "Iran", "[..2023-07-31]", None),
        ("Ali Khamenei", "Supreme Leader", "Iran", "[..2023-08-02]", None),
        ("Alexander Lukashenko", "President", "Belarus", "[..2023-08-02]", None),
    ]


def test_no_ministry_is_made_up(database):
    types = dict(
        database.rows("SELECT label, type FROM organization JOIN record ON id = record_id")
    )
    assert types == {
        "Iran": "state",
        "Belarus": "state",
        "Russia": "state",
        "United States": "state",
        "Ukraine": "state",
        "NATO": "alliance",
        "IRNA": "agency",
        "Iran’s armed forces": "force",
        "Western powers": "grouping",
    }


def test_one_was_signed_and_two_were_talked_about(database):
    agreements = by_label(database, "agreement")
    assert {label: values["stage"] for label, values in agreements.items()} == {
        "Defense cooperation memorandum": ["signed"],
        "Joint commission for military cooperation": ["proposed"],
        "Military attaches in each other’s territories": ["proposed"],
    }
    assert agreements["Defense cooperation memorandum"]["date"] == ["2023-07-31"]
    assert "date" not in agreements["Joint commission for military cooperation"]
    assert database.rows(
        "SELECT meeting.label, connection, agreement.label FROM meeting_agreement "
        "JOIN record AS meeting ON meeting.id = meeting_id "
        "JOIN record AS agreement ON agreement.id = agreement_id "
        "ORDER BY meeting.label, agreement.label"
    ) == [
        ("Bagheri – Khrenin talks", "discussed", "Joint commission for military cooperation"),
        ("Bagheri – Khrenin talks", "discussed", "Military attaches in each other’s territories"),
        ("Khrenin – Ashtiani meeting", "signed", "Defense cooperation memorandum"),
    ]


@pytest.mark.parametrize(
    ("words", "speaker", "mode", "others"),
    [
        ("should be expanded", "Mohammad Bagheri", "partial", {}),
        ("oppressive", "Mohammad Bagheri", "partial", {}),
        (
            "Countries sanctioned by the US",
            "Ali Khamenei",
            "direct",
            {
                "meeting": ["Khamenei – Lukashenko meeting"],
                "date": ["2023-03"],
                "place": ["Tehran"],
            },
        ),
        ("special place", "Mohammad Reza Ashtiani", "partial", {"addressees": ["Viktor Khrenin"]}),
        (
            "eastward expansion of NATO",
            "Mohammad Reza Ashtiani",
            "partial",
            {"meeting": ["Khrenin – Ashtiani meeting"], "date": ["2023-07-31"]},
        ),
    ],
)
def test_statements_say_who_and_only_what_is_given(database, words, speaker, mode, others):
    values = by_label(database, "statement")[statement_of(database, words)]
    del values["words"]
    assert values == {"speaker": [speaker], "mode": [mode], **others}


@pytest.mark.parametrize(
    ("words", "chain"),
    [
        (
            "should be expanded",
            [("Bagheri", "Mohammad Bagheri", False), ("IRNA", "IRNA", True)],
        ),
        ("oppressive", [("He", "Mohammad Bagheri", False)]),
        ("Countries sanctioned by the US", [("Khamenei", "Ali Khamenei", False)]),
        (
            "special place",
            [("Ashtiani", "Mohammad Reza Ashtiani", False), ("IRNA", "IRNA", True)],
        ),
        (
            "eastward expansion of NATO",
            [("He", "Mohammad Reza Ashtiani", False), ("IRNA", "IRNA", True)],
        ),
    ],
)
def test_words_are_attributed_as_the_article_does(database, words, chain):
    assert chain_of(database, statement_of(database, words), "words") == chain


def test_the_wednesday_meeting_rests_on_state_media_that_are_nobodys_record(database):
    chain = [("Iranian state media", None, True)]
    assert chain_of(database, "Bagheri – Khrenin talks", "date") == chain
    assert chain_of(database, "Bagheri – Khrenin talks", "place") == [("IRNA", "IRNA", True)]


def test_state_media_stand_behind_the_first_paragraph_alone(database):
    assert database.rows(
        "SELECT DISTINCT quote.paragraph FROM attribution JOIN claim ON claim.id = claim_id "
        "JOIN quote ON quote.id = quote_id WHERE attribution.printed = 'Iranian state media'"
    ) == [(2,)]
    assert not database.rows(
        "SELECT 1 FROM attribution JOIN claim ON claim.id = claim_id "
        "WHERE attribution.printed = 'Iranian state media' AND record_kind = 'statement'"
    )


def test_what_the_first_paragraph_says_of_the_meeting_is_inferred(database):
    assert database.rows(
        "SELECT DISTINCT directness FROM claim JOIN quote ON quote.id = quote_id "
        "WHERE quote.exact LIKE 'Top military officials%'"
    ) == [("inferred",)]


def test_relations_stand_between_the_parties_the_words_name(database):
    relations = by_label(database, "relation")
    told = {
        (values["type"][0], values["subject"][0], values["object"][0]): values
        for values in relations.values()
    }
    assert set(told) == {
        ("sanctions", "United States", "Iran"),
        ("sanctions", "United States", "Belarus"),
        ("basing", "Belarus", "Russia"),
        ("supply", "Iran", "Russia"),
        ("war", "Russia", "Ukraine"),
        ("ties", "Iran", "Russia"),
        ("ties", "Belarus", "Russia"),
        ("tension", "Iran", "Western powers"),
        ("tension", "Belarus", "Western powers"),
        ("cooperation", "Iran", "Belarus"),
    }
    assert told["sanctions", "United States", "Iran"]["reasons"] == [
        "its contested nuclear program"
    ]
    assert told["sanctions", "United States", "Belarus"]["reasons"] == ["rights violations"]
    supply = told["supply", "Iran", "Russia"]
    assert supply["standing"] == ["alleged"]
    assert "accusers" not in supply
    assert all(
        values["standing"] == ["asserted"] for values in told.values() if values is not supply
    )


def test_reasons_are_inferred_because_their_sentence_says_sanctions_alone(database):
    assert database.rows(
        "SELECT DISTINCT directness, premise.note FROM claim JOIN field ON field.id = field_id "
        "JOIN premise ON premise.claim_id = claim.id "
        "WHERE field.name = 'reasons' AND premise.type = 'editor'"
    ) == [
        ("inferred", "The sentence that gives the reasons says “sanctions”, not “US sanctions”."),
    ]


def test_capitals_that_stand_for_states_are_their_names(database):
    assert database.rows(
        "SELECT text, record.label FROM name JOIN record ON record.id = bearer_id "
        "WHERE form = 'metonym' ORDER BY text"
    ) == [("Minsk", "Belarus"), ("Moscow", "Russia"), ("Tehran", "Iran")]


def test_iran_as_a_party_and_iran_as_ground_are_two(database):
    assert by_label(database, "place") == {
        "Tehran": {"type": ["city"], "within": ["Iran"]},
        "Iran": {"type": ["country"]},
    }
    assert by_label(database, "organization")["Iran"]["territory"] == ["Iran"]


def test_the_source_claims_no_publisher_and_no_address(database):
    (values,) = by_label(database, "source").values()
    assert set(values) == {"title", "date", "type", "language", "reliability"}
    assert values["reliability"] == ["F"]
    assert not database.rows("SELECT 1 FROM author")


def contents(reference):
    """Return every row of every table but what differs from load to load by its nature."""
    with reference.connected() as database:
        tables = [
            row[0]
            for row in database.rows(
                "SELECT name FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE '%VIRTUAL%' "
                "ORDER BY name"
            )
        ]
        found = {table: database.rows(f'SELECT * FROM "{table}" ORDER BY 1, 2') for table in tables}
    found["step"] = [(row[0], row[2], row[3]) for row in found["step"]]
    found["meta"] = [row for row in found["meta"] if row[0] not in ("uid", "created")]
    return found


def test_two_loads_are_alike_to_the_byte(tmp_path):
    with (
        create_from_seed(tmp_path / "one.attache", SEED) as one,
        create_from_seed(tmp_path / "two.attache", SEED) as two,
    ):
        assert contents(one) == contents(two)


def test_a_load_into_a_reference_is_one_step_without_a_log_of_rows(tmp_path):
    with Reference.create(tmp_path / "mine.attache", title="Mine") as mine:
        report = load_seed(mine, SEED)
        with mine.connected() as database:
            assert database.rows("SELECT label FROM step") == [
                ("Load Iran and Belarus, August 2023",)
            ]
            assert database.rows("SELECT count(*) FROM change") == [(0,)]
            for table in ("record", "snapshot", "quote", "claim"):
                assert not database.rows(f"SELECT 1 FROM {table} WHERE batch_id IS NOT 1")
            quotes = database.rows("SELECT count(*) FROM quote")[0][0]
            claims = database.rows("SELECT count(*) FROM claim")[0][0]
    assert (report.quotes, report.claims, report.snapshots) == (quotes, claims, 1)
    assert report.kinds["meeting"] == 3
