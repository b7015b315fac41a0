"""The documents say what the program does: keys, search terms, sentences, commands."""

import re
from pathlib import Path

import pytest

from desktop.command_line import COMMANDS
from desktop.commands.table import all_commands
from desktop.keys.overlay import reader_keys
from models import VERSION
from models.reference import problems
from models.schema.vocabulary import KINDS
from models.search.conditions import VOCABULARY
from models.search.finding import find_records
from models.search.grammar import CLOSED_KEYS, KEYS, parse_query
from models.seeds import create_from_seed
from models.seeds.shipped import named_seed, seeds_folder
from tests.docs.pages import CHECKOUT, rows_of, section_of, text_of


def keys_and_words(text):
    """The rows of a table of keys as (keys, words), the keys without their marks."""
    return {(row[0].replace("`", ""), row[1]) for row in rows_of(text)}


def split_keys():
    """The two tables of keys in the README: of commands, and of panes."""
    commands, found, panes = section_of("README.md", "## Keys").partition("These are heard")
    assert found
    return keys_and_words(commands), keys_and_words(panes)


def test_the_readme_lists_every_key_of_a_command_and_no_other():
    listed, _ = split_keys()
    assert listed == {
        (" · ".join(command.shortcuts), command.text.rstrip("…"))
        for command in all_commands()
        if command.shortcuts
    }


def test_the_readme_lists_every_key_of_a_pane_and_no_other():
    _, listed = split_keys()
    assert listed == set(reader_keys())


@pytest.mark.parametrize("page", ["README.md", "docs/guide.md"])
def test_a_key_that_is_named_with_ctrl_or_alt_is_one(page):
    arrows = str.maketrans({"←": "Left", "→": "Right", "↑": "Up", "↓": "Down"})
    known = {key for command in all_commands() for key in command.shortcuts}
    named = {
        key.translate(arrows) for key in re.findall(r"`((?:Ctrl|Alt)\+[^`]+|F\d+)`", text_of(page))
    }
    assert named
    # Heard by the reader's find bar, the lines of a record and the editor of a field.
    heard = {"F3", "Alt+Q", "Alt+R", "Alt+P", "Alt+V", "Alt+L", "Ctrl+Enter"}
    assert named - known <= heard | {"Alt+Shift+Up", "Alt+Shift+Down"}


def menu_paths(page):
    """What the page points to as *Menu → Command*."""
    found = re.findall(r"\*(File|Edit|Go|Evidence|Source|View|Help) → ([^*]+)\*", text_of(page))
    return [(menu, " ".join(words.split()).rstrip("…")) for menu, words in found]


@pytest.mark.parametrize("page", ["README.md", "docs/guide.md"])
def test_every_menu_a_page_points_to_has_that_command(page):
    known = {(command.section.title, command.text.rstrip("…")) for command in all_commands()}
    paths = menu_paths(page)
    assert paths
    # Three commands that begin so: light, dark, as the system.
    assert {path for path in paths if path not in known} <= {("View", "Colours")}


def search_terms():
    return [row for row in rows_of(section_of("docs/guide.md", "## Search")) if len(row) == 3]


def test_the_guide_lists_every_search_term_and_no_other():
    listed = [row[0].strip("`").partition(":")[0] for row in search_terms()]
    assert sorted(listed) == sorted(KEYS)


@pytest.mark.parametrize("key", sorted(CLOSED_KEYS))
def test_the_guide_lists_every_value_of_a_closed_set(key):
    (row,) = [row for row in search_terms() if row[0].startswith(f"`{key}:")]
    assert set(re.split(r"[,;] ", row[2])) == set(VOCABULARY[key])


def examples():
    """Every query the guide and the README give as an example."""
    rows = rows_of(section_of("docs/guide.md", "## Search"))
    rows += rows_of(section_of("README.md", "## Five minutes"))
    return [row[0].strip("`") for row in rows]


def test_every_example_of_a_query_is_one():
    assert len(examples()) > len(KEYS)
    for example in examples():
        query = parse_query(example, VOCABULARY)
        assert query.effective_terms, example
        assert query.problems == (), example


@pytest.fixture(scope="module")
def shipped(tmp_path_factory):
    """The shipped story, open."""
    path = tmp_path_factory.mktemp("docs") / "story.attache"
    reference = create_from_seed(path, named_seed("iran-belarus", seeds_folder()))
    yield reference
    reference.close()


def test_the_tour_finds_what_it_says(shipped):
    rows = rows_of(section_of("README.md", "## Five minutes"))
    assert rows
    for typed, seen in rows:
        found = find_records(shipped.database, typed.strip("`"))
        assert len(found.ids) == int(re.match(r"\d+", seen)[0]), typed


def test_the_tour_counts_what_there_is(shipped):
    words = {14: "fourteen", 35: "thirty-five"}
    quotes = shipped.database.rows("SELECT count(*) FROM quote")[0][0]
    records = len(find_records(shipped.database, "").ids)
    told = section_of("README.md", "## Five minutes")
    assert f"{words[quotes]} quotes, {words[records]} records" in told


PATH = Path("NAME.attache")
PROBLEMS = (
    problems.missing(PATH),
    problems.not_a_reference(PATH, "…"),
    problems.newer(PATH, 2, 1),
    problems.older(PATH, 1, 2),
    problems.damaged(PATH, "…"),
    problems.tampered(PATH, "…"),
    problems.locked(PATH),
    problems.not_writable(PATH, "…"),
    problems.drive_fails(PATH, "…"),
    problems.exists(PATH),
)


def test_the_guide_explains_every_problem_in_the_words_it_is_told_in():
    section = section_of("docs/guide.md", "## When a file will not open")
    explained = [row[0] for row in rows_of(section)]
    beginnings = [said.rstrip("….").rstrip() for said in explained]
    for problem in PROBLEMS:
        assert [one for one in beginnings if problem.sentence.startswith(one)], problem.sentence
    assert len(explained) == len(PROBLEMS)


def test_there_is_no_problem_the_guide_leaves_out():
    made = {type(problem) for problem in PROBLEMS}
    assert made == set(problems.ProblemError.__subclasses__()) & {
        value for value in vars(problems).values() if isinstance(value, type)
    }


def test_the_guide_names_every_command_without_a_window():
    section = section_of("docs/guide.md", "## Without a window")
    listed = " ".join(row[0] for row in rows_of(section))
    for command in COMMANDS:
        assert re.search(rf"`{command}\b", listed), command


def test_the_readme_says_what_the_commands_are_called():
    for name in ("run", "test", "run.cmd", "test.cmd", ".ci/run"):
        assert (CHECKOUT / name).is_file()
    for name in ("./run", "./test", "run.cmd", "test.cmd", "QT_QPA_PLATFORM=offscreen ./run"):
        assert name in section_of("README.md", "## Start")


def test_the_changelog_has_the_version_of_this_program():
    assert f"\n## [{VERSION}]" in text_of("CHANGELOG.md")


def test_every_kind_of_record_is_told_of_for_those_who_open_the_file():
    told = section_of("docs/file-format.md", "## What is inside")
    assert {kind for kind in KINDS if f"`{kind}`" not in told} == set()
