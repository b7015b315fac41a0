"""A capture is one step: source, snapshot and original come together and go together."""

import zlib

import pytest

from models.capture.adding import Outcome, add_source
from models.capture.adding_many import add_sources
from models.capture.capturing import Hint, read_document
from models.capture.comparison import Fate
from models.capture.problems import CaptureCancelledError
from models.checking.verification import verify
from models.editing.done import RefusedError
from models.editing.evidence import add_quote
from models.editing.given import Passage
from models.queries.reading import original_view
from models.reference.problems import NotWritableError
from models.reference.reference import Reference
from models.undo.undoing import redo, undo_last
from tests.models.capture.documents import ARTICLE, pdf, web_page, word_document, wrapped

PARAGRAPHS = [line for line in ARTICLE.split("\n") if line]
TABLES = ("record", "source", "author", "snapshot", "original", "quote", "search_document")
HEAD = (
    '<link rel="canonical" href="https://news.example/a?id=1">'
    '<meta property="og:site_name" content="The Paper">'
    '<meta property="article:published_time" content="2023-08-03">'
    '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Closer ties", '
    '"author": [{"name": "A. Writer"}, {"name": "B. Other"}]}</script>'
)


def counts(reference):
    return {
        table: reference.database.rows(f"SELECT count(*) FROM {table}")[0][0] for table in TABLES
    }


def contents(reference):
    return {
        table: reference.database.rows(f"SELECT * FROM {table} ORDER BY 1")
        for table in ("snapshot", "original", "source", "author")
    }


def page(*paragraphs, head=HEAD):
    return read_document(web_page([PARAGRAPHS[0], *paragraphs], head=head), Hint(name="a.html"))


def one(reference, statement, *parameters):
    return reference.database.rows(statement, parameters)[0]


def test_a_document_becomes_a_source_with_its_copy_and_its_bytes(reference):
    document = page(*PARAGRAPHS[1:])
    added = add_source(reference, document)
    assert added.outcome is Outcome.ADDED
    assert added.label == "Closer ties"
    assert one(
        reference,
        "SELECT title, container, date_edtf, date_min, date_max, language, url, type, reliability "
        "FROM source WHERE record_id = ?",
        added.source_id,
    ) == (
        "Closer ties",
        "The Paper",
        "2023-08-03",
        "2023-08-03",
        "2023-08-03",
        "en",
        "https://news.example/a?id=1",
        "article-newspaper",
        "F",
    )
    assert reference.database.rows("SELECT literal FROM author ORDER BY position") == [
        ("A. Writer",),
        ("B. Other",),
    ]
    text, method = one(
        reference, "SELECT text, method FROM snapshot WHERE id = ?", added.snapshot_id
    )
    assert text == document.text
    assert method == "given as bytes: a.html; characters in UTF-8, as it states"
    view = original_view(reference.database, added.snapshot_id)
    assert view.content == document.original
    assert verify(reference).passed


def test_nothing_the_program_read_counts_as_sourced(reference):
    added = add_source(reference, page(*PARAGRAPHS[1:]))
    assert one(reference, "SELECT count(*) FROM claim") == (0,)
    unsourced = one(reference, "SELECT unsourced FROM record WHERE id = ?", added.source_id)
    assert unsourced == (3,)  # title, date and what it appeared in: visibly without a quote
    title = next(each for each in added.proposals if each.field == "title" and each.spans)
    assert title.value == PARAGRAPHS[0]


def test_a_title_that_is_only_read_off_the_text_is_left_to_a_person(reference):
    plain = add_source(reference, read_document(ARTICLE.encode(), Hint(name="a.txt")))
    assert plain.label == PARAGRAPHS[0]
    assert one(reference, "SELECT title FROM source") == (None,)
    (proposal,) = plain.proposals
    assert (proposal.field, proposal.value, proposal.stated) == ("title", PARAGRAPHS[0], False)
    assert ARTICLE[proposal.spans[0].start : proposal.spans[0].end] == PARAGRAPHS[0]
    add_source(reference, page(*PARAGRAPHS[1:], head="<title>A heading | The Paper</title>"))
    assert reference.database.rows("SELECT title, label FROM source JOIN record ON id = record_id "
                                   "ORDER BY id")[1] == (
        "A heading | The Paper",
        PARAGRAPHS[0],
    )  # fmt: skip


def test_a_copy_with_the_same_text_in_other_bytes_is_told(reference):
    add_source(reference, page(*PARAGRAPHS[1:]))
    other = add_source(reference, page(*PARAGRAPHS[1:], head=HEAD + "<!-- token 7 -->"))
    assert other.outcome is Outcome.SNAPSHOT
    assert other.warnings == (
        "Its text is that of an earlier copy; only the bytes around it differ.",
    )


def test_undo_takes_the_capture_away_and_redo_brings_the_same_bytes_back(reference):
    before = counts(reference)
    added = add_source(reference, read_document(pdf(wrapped(PARAGRAPHS)), Hint(name="a.pdf")))
    after, rows = counts(reference), contents(reference)
    assert one(reference, "SELECT label FROM step WHERE id = ?", added.step) == ("Add source “a”",)
    undo_last(reference)
    assert counts(reference) == before
    redo(reference)
    assert counts(reference) == after
    assert contents(reference) == rows
    assert verify(reference).passed


def test_the_same_bytes_are_noticed_and_nothing_is_written(reference):
    document = page(*PARAGRAPHS[1:])
    first = add_source(reference, document)
    before = counts(reference)
    again = add_source(reference, document)
    assert again.outcome is Outcome.KNOWN
    assert (again.source_id, again.snapshot_id) == (first.source_id, first.snapshot_id)
    assert again.step is None
    assert counts(reference) == before
    assert one(reference, "SELECT count(*) FROM step") == (1,)


def test_the_same_bytes_in_the_trash_are_said(reference):
    document = page(*PARAGRAPHS[1:])
    first = add_source(reference, document)
    with reference.step(label="Throw away"):
        reference.database.run(
            "UPDATE record SET trashed = modified WHERE id = ?", (first.source_id,)
        )
    assert "in the trash" in add_source(reference, document).warnings[-1]


def test_a_changed_page_is_the_next_copy_and_its_quotes_are_looked_for(reference):
    first = add_source(reference, page(*PARAGRAPHS[1:]))
    text = one(reference, "SELECT text FROM snapshot WHERE id = ?", first.snapshot_id)[0]
    words = {
        "stays": "Both Iran and Belarus are under US sanctions.",
        "goes": "rights violations",
        "twice": "Iranian state media reported",
    }
    quotes = {}
    for name, exact in words.items():
        start = text.index(exact)
        passage = Passage(first.snapshot_id, start, start + len(exact))
        quotes[name] = add_quote(reference, passage=passage).focus
    changed = [
        line.replace("rights violations", "breaches of rights").replace(
            "between the two countries, Iranian state media reported.",
            "of both, Iranian state media reported. So Iranian state media reported again.",
        )
        for line in PARAGRAPHS[1:]
    ]
    second = add_source(reference, page("A correction was made to this story today.", *changed))
    assert second.outcome is Outcome.SNAPSHOT
    assert second.source_id == first.source_id
    assert second.snapshot_id != first.snapshot_id
    fates = {fate.quote_id: fate for fate in second.comparison.quotes}
    stays = fates[quotes["stays"]]
    assert stays.fate is Fate.STANDS
    assert stays.same_surroundings
    new = one(reference, "SELECT text FROM snapshot WHERE id = ?", second.snapshot_id)[0]
    assert new[stays.span.start : stays.span.end] == words["stays"]
    assert fates[quotes["goes"]].fate is Fate.GONE
    assert fates[quotes["twice"]].fate is Fate.SEVERAL_PLACES
    assert second.warnings[-1] == (
        "1 of 3 quotes stand word for word in the new copy; 1 is gone; 1 stands at several places."
    )
    assert verify(reference).passed
    undo_last(reference)
    assert one(reference, "SELECT count(*) FROM snapshot") == (1,)
    assert one(reference, "SELECT count(*) FROM quote") == (3,)


def test_a_caller_can_say_whose_copy_a_document_is(reference):
    first = add_source(reference, page(*PARAGRAPHS[1:]))
    document = read_document(word_document(PARAGRAPHS), Hint(name="a.docx"))
    second = add_source(reference, document, of_source=first.source_id)
    assert (second.outcome, second.source_id) == (Outcome.SNAPSHOT, first.source_id)
    with pytest.raises(RefusedError, match="no longer there"):
        add_source(reference, read_document(b"Other words.\n"), of_source=999)


def test_the_same_bytes_read_in_another_way_are_another_copy_of_one_source(reference):
    original = "Łódź, 2 sierpnia".encode("cp1250")
    first = add_source(reference, read_document(original, Hint(encoding="cp1252", name="a.txt")))
    second = add_source(reference, read_document(original, Hint(encoding="cp1250", name="a.txt")))
    assert (second.outcome, second.source_id) == (Outcome.SNAPSHOT, first.source_id)
    assert "read in another way" in second.warnings[0]


@pytest.mark.parametrize(
    "address",
    ["https://news.example/", "https://news.example", "ftp://news.example/a", "https://[/a"],
)
def test_the_front_page_of_a_site_is_nobodys_address(reference, address):
    head = f'<meta property="og:url" content="{address}">'
    add_source(reference, page(*PARAGRAPHS[1:4], head=head))
    other = add_source(reference, page(*PARAGRAPHS[4:], head=head))
    assert other.outcome is Outcome.ADDED


def test_a_place_in_the_page_is_the_same_page(reference):
    heads = [
        '<meta property="og:url" content="https://news.example/a#top">',
        '<meta property="og:url" content="http://NEWS.example/a">',
    ]
    first = add_source(reference, page(*PARAGRAPHS[1:4], head=heads[0]))
    second = add_source(reference, page(*PARAGRAPHS[4:], head=heads[1]))
    assert second.source_id == first.source_id


def test_what_a_person_gives_counts_for_more_than_what_the_page_says(reference):
    added = add_source(
        reference,
        page(*PARAGRAPHS[1:]),
        fields={"title": "My title", "date": "August 2023", "url": None},
        captured="2024-05-06T07:08:09Z",
    )
    assert added.label == "My title"
    assert one(reference, "SELECT title, date_edtf, url FROM source") == (
        "My title",
        "2023-08",
        None,
    )
    assert one(reference, "SELECT captured FROM snapshot") == ("2024-05-06T07:08:09Z",)
    with pytest.raises(RefusedError):
        add_source(reference, read_document(b"Words.\n"), fields={"tittle": "x"})
    assert one(reference, "SELECT count(*) FROM source") == (1,)


def test_a_scan_is_kept_for_its_bytes(reference):
    document = read_document(pdf([[]]), Hint(name="scan.pdf"))
    added = add_source(reference, document)
    assert added.label == "scan"
    assert "probably a scan" in added.warnings[0]
    assert verify(reference).passed


def test_an_original_is_packed_only_where_that_helps(reference):
    add_source(reference, read_document(ARTICLE.encode()))
    add_source(reference, read_document(b"a"))
    assert reference.database.rows("SELECT compression FROM original ORDER BY snapshot_id") == [
        ("zlib",),
        ("none",),
    ]
    content = one(reference, "SELECT content FROM original WHERE compression = 'zlib'")[0]
    assert zlib.decompress(content) == ARTICLE.encode()
    assert verify(reference).passed


def test_a_read_only_reference_is_told_in_a_sentence(reference):
    path = reference.path
    reference.close()
    with (
        Reference.open(path, read_only=True) as closed,
        pytest.raises(NotWritableError, match="read-only"),
    ):
        add_source(closed, read_document(b"Words.\n"))


def test_many_files_are_not_read_for_a_reference_that_takes_none(reference, files):
    told = []
    path = reference.path
    reference.close()
    with (
        Reference.open(path, read_only=True) as closed,
        pytest.raises(NotWritableError, match="read-only"),
    ):
        add_sources(closed, files, progress=lambda *what: told.append(what))
    assert told == []


@pytest.fixture
def files(tmp_path):
    """Give a folder of files, good and bad."""
    folder = tmp_path / "files"
    folder.mkdir()
    made = {
        "story.txt": ARTICLE.encode(),
        "story.html": web_page(PARAGRAPHS, head=HEAD),
        "newer.html": web_page(PARAGRAPHS[:-1], head=HEAD),
        "same.txt": ARTICLE.encode(),
        "broken.pdf": b"%PDF-1.7 nothing",
        "empty.txt": b"",
        "story.docx": word_document(PARAGRAPHS),
    }
    for name, content in made.items():
        (folder / name).write_bytes(content)
    return [folder / name for name in made] + [folder / "gone.txt", folder]


def test_many_files_are_one_step_and_a_bad_one_stops_no_other(reference, files):
    told = []
    before = counts(reference)
    summary = add_sources(reference, files, progress=lambda *what: told.append(what))
    outcomes = [(one.path.name, one.captured.outcome) for one in summary.files]
    assert outcomes == [
        ("story.txt", Outcome.ADDED),
        ("story.html", Outcome.ADDED),
        ("newer.html", Outcome.SNAPSHOT),
        ("same.txt", Outcome.KNOWN),
        ("story.docx", Outcome.ADDED),
    ]
    assert [one.path.name for one in summary.refused] == [
        "broken.pdf",
        "empty.txt",
        "gone.txt",
        "files",
    ]
    assert summary.sentence() == (
        "3 added, 1 new copy of a known source, 1 there already, 4 refused."
    )
    assert told[-1] == (18, 18, "done")
    assert [each[0] for each in told] == sorted(each[0] for each in told)
    assert one(reference, "SELECT count(*) FROM step") == (1,)
    assert one(reference, "SELECT label FROM step") == ("Add 5 sources",)
    assert verify(reference).passed
    undo_last(reference)
    assert counts(reference) == before


def test_files_that_are_all_there_leave_no_step(reference, files):
    add_sources(reference, files)
    again = add_sources(reference, files)
    assert again.step is None
    assert len(again.having(Outcome.KNOWN)) == 5
    assert one(reference, "SELECT count(*) FROM step") == (1,)


@pytest.mark.parametrize("moment", range(5))
def test_whenever_it_is_cancelled_nothing_was_changed(reference, files, moment):
    reached = []
    before = counts(reference)
    with pytest.raises(CaptureCancelledError):
        add_sources(
            reference,
            files[:3],
            progress=lambda done, _total, _what: reached.append(done),
            cancelled=lambda: moment in reached,
        )
    assert counts(reference) == before


def test_a_file_that_changes_while_it_is_added_is_refused(reference, files):
    def change(_done, _total, what):
        if what.startswith("adding"):
            files[0].write_bytes(b"Other words.\n")

    summary = add_sources(reference, files[:2], progress=change)
    assert [one.path.name for one in summary.refused] == ["story.txt"]
    assert "changed while" in summary.refused[0].sentence
    assert len(summary.files) == 1
