"""What marked words propose for each field, and which words decide it."""

import pytest

from models.editing.trash import trash
from models.proposing.reading_off import evidence_for, names_a_post, propose
from models.proposing.words import marked_words
from models.queries.forms import PARTICIPANT, POST, called_form, record_form
from models.seeds import create_from_seed
from models.seeds.shipped import named_seed, seeds_folder


@pytest.fixture(scope="module")
def story(tmp_path_factory):
    path = tmp_path_factory.mktemp("proposing") / "story.attache"
    with create_from_seed(path, named_seed("iran-belarus", seeds_folder())) as reference:
        yield reference


@pytest.fixture
def database(story):
    with story.connected() as database:
        yield database


def marked(database, words, sentence=None):
    snapshot, text = database.rows("SELECT id, text FROM snapshot")[0]
    at = text.index(sentence) if sentence else 0
    at = text.index(words, at)
    found = marked_words(database, snapshot, at, at + len(words))
    assert found is not None
    return found


def record(database, label):
    return database.rows("SELECT id FROM record WHERE label = ? AND owner_id IS NULL", (label,))[0][
        0
    ]


def field(database, label, name):
    form = record_form(database, record(database, label))
    assert form is not None
    found = form.field(name)
    assert found is not None
    return found


def printed(database, form, value, words):
    evidence = evidence_for(database, form, value, words)
    start, end = evidence.span
    text = database.rows("SELECT text FROM snapshot")[0][0]
    assert text[start:end] == evidence.printed
    assert evidence.quote.start <= start < end <= evidence.quote.end
    return evidence.printed


def test_a_new_official_gets_the_name_and_the_post_apart(database):
    words = marked(database, "Belarusian Defense Minister Viktor Khrenin")
    name = propose(database, called_form("official"), words)
    assert (name.text, name.said) == ("Viktor Khrenin", "Defense Minister")
    assert names_a_post(words)
    post = propose(database, field(database, "Viktor Khrenin", POST), words)
    assert post.text == "Defense Minister"
    form = field(database, "Viktor Khrenin", POST)
    assert printed(database, form, "Defense Minister", words) == "Defense Minister"
    country = field(database, "Viktor Khrenin", "country")
    proposal = propose(database, country, words)
    assert proposal.text == "Belarus"
    assert printed(database, country, proposal.value, words) == "Belarusian"


def test_a_date_outside_of_the_marked_words_is_found_in_their_sentence(database):
    form = field(database, "Khrenin – Ashtiani meeting", "date")
    words = marked(database, "met with Iran’s Defense Minister")
    proposal = propose(database, form, words)
    assert proposal.text == "2023-07-31"
    assert printed(database, form, "2023-07-31", words) == "On Monday"
    assert evidence_for(database, form, "2023-07-31", words).premises[0].type == "source date"


def test_a_place_is_named_in_the_sentence(database):
    form = field(database, "Khamenei – Lukashenko meeting", "place")
    words = marked(database, "during a meeting with Belarusian President Alexander Lukashenko")
    proposal = propose(database, form, words)
    assert proposal.text == "Tehran"
    assert printed(database, form, proposal.value, words) == "Tehran"


def test_participants_are_proposed_one_after_the_other(database):
    form = field(database, "Khamenei – Lukashenko meeting", PARTICIPANT)
    words = marked(database, "The meeting in Tehran")
    proposal = propose(database, form, words)
    assert proposal.text == "Mohammad Bagheri"
    assert "Viktor Khrenin" in [one.label for one in proposal.others]
    assert printed(database, form, proposal.value, words) == "Mohammad Bagheri"
    # Those that take part already are proposed no more.
    present = field(database, "Bagheri – Khrenin talks", PARTICIPANT)
    assert propose(database, present, words).text not in ("Mohammad Bagheri", "Viktor Khrenin")


def test_a_name_of_no_record_is_not_taken_for_another_the_sentence_names(tmp_path):
    path = tmp_path / "story.attache"
    seed = named_seed("iran-belarus", seeds_folder())
    with create_from_seed(path, seed) as reference, reference.connected() as database:
        trash(reference, record=record(database, "NATO"))
        country = field(database, "Viktor Khrenin", "country")
        proposal = propose(database, country, marked(database, "NATO"))
        assert (proposal.text, proposal.value) == ("NATO", None)
        assert "Ukraine" in [one.label for one in proposal.others]
        # A word for somebody named before, and words that are no name, mean one of the sentence.
        for words in ("He", "the war in", "eastward expansion of"):
            proposal = propose(database, country, marked(database, words, "He blamed"))
            assert proposal.text == "Ukraine", words


def test_a_post_is_no_name_of_a_country(database):
    country = field(database, "Viktor Khrenin", "country")
    words = marked(database, "Supreme Leader")
    assert propose(database, country, words).value is not None


@pytest.mark.parametrize(
    ("said", "speaker", "words", "mode"),
    [
        ("should be expanded", "Mohammad Bagheri", "Bagheri", "partial"),
        ("Countries sanctioned by the US", "Ali Khamenei", "Khamenei", "direct"),
        ("special place", "Mohammad Reza Ashtiani", "Ashtiani", "partial"),
        ("Minsk holds a", "Mohammad Reza Ashtiani", "Ashtiani", "indirect"),
    ],
)
def test_a_statement_has_its_speaker_and_its_way_of_telling(database, said, speaker, words, mode):
    marks = marked(database, said)
    label = database.rows("SELECT label FROM record WHERE kind = 'statement' LIMIT 1")[0][0]
    form = field(database, label, "speaker")
    proposal = propose(database, form, marks)
    assert proposal.text == speaker
    assert printed(database, form, proposal.value, marks) == words
    assert propose(database, field(database, label, "mode"), marks).text == mode


def test_the_words_of_a_statement_are_those_between_the_marks(database):
    words = marked(
        database, "Ashtiani told his Belarusian counterpart that Minsk holds a “special place” in"
    )
    form = called_form("statement")
    assert propose(database, form, words).text == "special place"
    assert printed(database, form, "special place", words) == "special place"


def test_a_sentence_that_names_nobody_known_proposes_nobody(database):
    form = field(database, "Khrenin – Ashtiani meeting", "place")
    assert (
        propose(database, form, marked(database, "signed a memorandum of understanding")).value
        is None
    )


def test_every_proposal_stands_in_the_snapshot(database):
    text = database.rows("SELECT text FROM snapshot")[0][0]
    meeting = record_form(database, record(database, "Khrenin – Ashtiani meeting"))
    assert meeting is not None
    for at in range(0, len(text) - 40, 37):
        snapshot = database.rows("SELECT id FROM snapshot")[0][0]
        words = marked_words(database, snapshot, at, at + 40)
        if words is None:
            continue
        for form in (*meeting.fields, called_form("official"), called_form("statement")):
            proposal = propose(database, form, words)
            if proposal.value is not None:
                evidence = evidence_for(database, form, proposal.value, words)
                start, end = evidence.span
                assert text[start:end] == evidence.printed
                assert words.quote.start <= start < end <= words.quote.end


def test_a_meeting_told_in_a_whole_sentence_is_called_as_its_source_is(database):
    words = marked(database, "Khrenin").whole
    (title,) = database.rows("SELECT label FROM record WHERE kind = 'source'")[0]
    assert propose(database, called_form("meeting"), words).text == title
    few = marked(database, "met on Wednesday")
    assert propose(database, called_form("meeting"), few).text == "met on Wednesday"
    assert propose(database, called_form("agreement"), words).text == words.text
