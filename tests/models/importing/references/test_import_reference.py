"""One reference taken into another: the same identity is one record, nothing is lost or doubled."""

import shutil
from pathlib import Path

import apsw
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models.capture.problems import CaptureCancelledError
from models.checking.verification import verify
from models.editing import (
    Evidence,
    Passage,
    add_identifier,
    add_name,
    add_tag,
    clear_field,
    create_record,
    set_field,
    trash,
)
from models.exchange.canonical import canonical
from models.importing.references import import_reference
from models.reference.problems import ProblemError
from models.reference.reference import Reference
from models.seeds import create_from_seed
from models.seeds.shipped import named_seed, seeds_folder
from models.undo import next_undo, redo, undo_last


@pytest.fixture(scope="session")
def story_template(tmp_path_factory):
    path = tmp_path_factory.mktemp("story") / "story.attache"
    create_from_seed(path, named_seed("iran-belarus", seeds_folder())).close()
    return path


@pytest.fixture
def story(story_template, tmp_path):
    return Path(shutil.copyfile(story_template, tmp_path / "story.attache"))


@pytest.fixture
def empty(tmp_path):
    with Reference.create(tmp_path / "mine.attache", title="Mine") as made:
        yield made


def said_by(path):
    with Reference.open(path) as other:
        return canonical(other)


@pytest.mark.parametrize("logged", [4_000, 0])
def test_a_reference_taken_into_an_empty_one_says_the_same(story, empty, logged):
    report = import_reference(empty, story, logged=logged)
    assert canonical(empty) == said_by(story)
    assert report.made["meeting"] > 0
    assert report.bulk is (logged == 0)
    assert verify(empty).passed


@pytest.mark.parametrize("logged", [4_000, 0])
def test_taken_in_twice_it_changes_nothing(story, empty, logged):
    import_reference(empty, story)
    before, step = canonical(empty), next_undo(empty).step
    report = import_reference(empty, story, logged=logged)
    assert (report.step, report.made, report.claims, report.changed) == (None, {}, 0, 0)
    assert report.same == report.records
    assert canonical(empty) == before
    assert next_undo(empty).step == step


def test_a_copy_of_itself_adds_nothing(story, tmp_path):
    copy = Path(shutil.copyfile(story, tmp_path / "copy.attache"))
    with Reference.open(story) as mine:
        assert import_reference(mine, copy).step is None
        with pytest.raises(ProblemError, match="is open"):
            import_reference(mine, story)


@pytest.mark.parametrize("logged", [4_000, 0])
def test_one_undo_takes_all_of_it_back(story, empty, logged):
    before = canonical(empty)
    import_reference(empty, story, logged=logged)
    whole = canonical(empty)
    undo_last(empty, imports=True)
    assert canonical(empty) == before
    assert verify(empty).passed
    if logged:
        redo(empty)
        assert canonical(empty) == whole
        assert verify(empty).passed


@pytest.mark.parametrize("logged", [4_000, 0])
def test_what_a_record_lacks_is_added_and_undone(story, tmp_path, logged):
    other = Path(shutil.copyfile(story, tmp_path / "other.attache"))
    with Reference.open(other) as theirs:
        with theirs.connected() as database:
            official = database.rows("SELECT id FROM record WHERE kind = 'official' LIMIT 1")[0][0]
            text = database.rows("SELECT id, text FROM snapshot")[0]
        set_field(theirs, record=official, field="birth", value="1960-05")
        add_name(theirs, record=official, text="Another Spelling")
        add_tag(theirs, record=official, tag="seen")
        add_identifier(theirs, record=official, scheme="wikidata", value="Q1")
        word = text[1].split()[0]
        set_field(
            theirs,
            record=official,
            field="description",
            value=word,
            evidence=Evidence(Passage(text[0], 0, 40), span=(0, len(word))),
        )
        wanted = canonical(theirs)
    with Reference.open(story) as mine:
        before = canonical(mine)
        report = import_reference(mine, other, logged=logged)
        assert report.changed == 1
        assert canonical(mine) == wanted
        assert verify(mine).passed
        undo_last(mine, imports=True)
        assert canonical(mine) == before
        assert verify(mine).passed


def test_where_both_are_quoted_and_disagree_both_stand(story, tmp_path):
    other = Path(shutil.copyfile(story, tmp_path / "other.attache"))
    for path, end in ((other, 40), (story, 30)):
        with Reference.open(path) as one:
            with one.connected() as database:
                official = database.rows(
                    "SELECT id FROM record WHERE kind = 'official' ORDER BY id LIMIT 1"
                )[0][0]
                snapshot, text = database.rows("SELECT id, text FROM snapshot")[0]
            word = text[: end // 10]
            evidence = Evidence(Passage(snapshot, 0, end), span=(0, len(word)))
            set_field(one, record=official, field="description", value=word, evidence=evidence)
    with Reference.open(story) as mine:
        import_reference(mine, other)
        with mine.connected() as database:
            assert database.rows(
                "SELECT count(*) FROM claim JOIN field ON field.id = field_id "
                "WHERE field.name = 'description' AND record_id = ?",
                (official,),
            ) == [(2,)]
            (held,) = database.rows(
                "SELECT description FROM official WHERE record_id = ?", (official,)
            )
            assert held == (text[:3],)
        assert verify(mine).passed


def test_without_quotes_what_was_here_stays_and_is_told(story, tmp_path):
    other = Path(shutil.copyfile(story, tmp_path / "other.attache"))
    for path, born in ((other, "1960"), (story, "1961")):
        with Reference.open(path) as one:
            with one.connected() as database:
                official = database.rows(
                    "SELECT id FROM record WHERE kind = 'official' ORDER BY id LIMIT 1"
                )[0][0]
            set_field(one, record=official, field="birth", value=born)
    with Reference.open(story) as mine:
        report = import_reference(mine, other)
        assert [line for line in report.differ if line.endswith(": Born")]
        with mine.connected() as database:
            assert database.rows(
                "SELECT birth_edtf FROM official WHERE record_id = ?", (official,)
            ) == [("1961",)]


def test_the_same_identifier_is_the_same_record_and_the_same_name_is_not(empty, tmp_path):
    here = create_record(empty, kind="official", label="Ali").focus
    add_name(empty, record=here, text="Ali")
    add_identifier(empty, record=here, scheme="wikidata", value="Q1")
    with Reference.create(tmp_path / "other.attache", title="Other") as other:
        same = create_record(other, kind="official", label="Aliyy", values={"birth": "1960"}).focus
        add_identifier(other, record=same, scheme="wikidata", value="Q1")
        create_record(other, kind="official", label="Ali")
    report = import_reference(empty, tmp_path / "other.attache")
    assert report.same == 1
    assert report.made == {"official": 1}
    assert report.doubtful == ["official “Ali” may be one that was here"]
    with empty.connected() as database:
        assert database.rows("SELECT birth_edtf FROM official WHERE record_id = ?", (here,)) == [
            ("1960",)
        ]
    assert verify(empty).passed


def test_broken_off_it_leaves_nothing(story, empty):
    before = canonical(empty)
    for looks in range(9):
        answers = iter([False] * looks + [True])
        with pytest.raises(CaptureCancelledError, match="cancelled"):
            import_reference(empty, story, cancelled=lambda answers=answers: next(answers))
    assert canonical(empty) == before
    assert next_undo(empty) is None


@settings(
    max_examples=8,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(data=st.data())
def test_any_edits_come_along_and_nothing_is_doubled(data, story_template, tmp_path_factory):
    folder = tmp_path_factory.mktemp("edited")
    path = Path(shutil.copyfile(story_template, folder / "other.attache"))
    with Reference.open(path) as other:
        with other.connected() as database:
            records = database.rows("SELECT id, kind FROM record WHERE owner_id IS NULL")
        officials = [record for record, kind in records if kind == "official"]
        for _ in range(data.draw(st.integers(1, 5))):
            match data.draw(st.sampled_from(["make", "born", "clear", "trash", "tag"])):
                case "make":
                    label = data.draw(st.text("ابABé中 ", min_size=1).filter(str.strip))
                    create_record(other, kind="place", label=label)
                case "born" if officials:
                    year = str(data.draw(st.integers(1900, 2000)))
                    record = data.draw(st.sampled_from(officials))
                    set_field(other, record=record, field="birth", value=year)
                case "clear" if officials:
                    record = data.draw(st.sampled_from(officials))
                    clear_field(other, record=record, field="birth")
                case "trash" if officials:
                    trash(other, record=officials.pop())
                case "tag" if officials:
                    add_tag(other, record=data.draw(st.sampled_from(officials)), tag="x")
        wanted = canonical(other)
    with Reference.create(folder / "mine.attache", title="Mine") as mine:
        import_reference(mine, path)
        assert canonical(mine) == wanted
        assert verify(mine).passed
        assert import_reference(mine, path).step is None


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE snapshot SET text_sha256 = replace(text_sha256, substr(text_sha256, 1, 1), 'f')",
        "UPDATE original SET content = zeroblob(10)",
        "UPDATE original SET compression = 'none'",
        "UPDATE quote SET exact = upper(exact)",
        "UPDATE quote SET start = start + 1, end = end + 1",
        "UPDATE official SET country_id = 99999",
        "UPDATE meeting SET date_edtf = 'someday'",
        "UPDATE claim SET value_record_id = 99999 WHERE value_record_id IS NOT NULL",
        "DELETE FROM snapshot",
        "UPDATE participation SET role = 'spy'",
    ],
)
def test_a_damaged_reference_is_refused_with_a_sentence_and_leaves_nothing(story, empty, damage):
    before = canonical(empty)
    database = apsw.Connection(str(story))
    database.execute("PRAGMA foreign_keys = OFF")
    database.execute("PRAGMA ignore_check_constraints = ON")
    triggers = database.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'")
    kept = list(triggers)
    for name, _ in kept:
        database.execute(f'DROP TRIGGER "{name}"')
    database.execute(damage)
    for _, sql in kept:
        database.execute(sql)
    database.close()
    with pytest.raises(ProblemError) as told:
        import_reference(empty, story)
    assert told.value.sentence.endswith(".")
    assert canonical(empty) == before
    assert next_undo(empty) is None


def test_a_file_that_is_no_reference_or_was_tampered_with_is_refused(story, empty, tmp_path):
    (tmp_path / "words.attache").write_text("words")
    database = apsw.Connection(str(story))
    database.execute("CREATE TRIGGER evil AFTER INSERT ON record BEGIN DELETE FROM claim; END")
    database.close()
    for path in (tmp_path / "words.attache", story, tmp_path / "none.attache"):
        with pytest.raises(ProblemError):
            import_reference(empty, path)
    assert next_undo(empty) is None
