"""What is wrong with a seed is told by file, line and reason, and nothing is written."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models.checking.verification import verify
from models.reference.reference import Reference
from models.seeds import SeedError, create_from_seed, load_seed

# What is put for what, how many lines below the start of it the trouble is, and what is said.
BROKEN = [
    ("attache-seed: 1", "attache-seed: 2", 0, "This program reads version 1"),
    ("title: A small story", "titel: A small story", 0, "Did you mean “title”?"),
    ("namespace: 1b671a64-40d5-491e-99b0-da01ff1f3341", "namespace: x", 0, "is a UUID"),
    ("created: 2024-05-17T09:30:00Z\n", "created: 2024-05-17\n", 0, "A moment is written"),
    ("created: 2024-05-17T09:30:00Z\n", "created: 2024-02-30T09:30:00Z\n", 0, "A moment is"),
    ("file: story.txt", "file: storey.txt", 0, "There is no file “storey.txt”"),
    ("file: story.txt", "file: ../story.txt", 0, "lies outside of the seed"),
    ("file: story.txt", "file: /etc/passwd", 0, "lies outside of the seed"),
    ("file: story.txt", "file: ..\\story.txt", 0, "lies outside of the seed"),
    ("file: story.txt", 'file: "a\\0b"', 0, "NUL"),
    ("file: story.txt", "file: .", 0, "lies outside of the seed"),
    ("media type: text/plain", "media type: text/plane", 0, "Did you mean “text/plain”?"),
    ("media type: text/plain", "media type: text/plain\n        sha256: 12", 1, "64 digits"),
    (
        "media type: text/plain",
        f"media type: text/plain\n        sha256: {'0' * 64}",
        1,
        "has the SHA-256",
    ),
    ("said: “It’s done,” Berg said.", "said: “It's done,” Berg said.", 0, "U+2019"),
    ("said: “It’s done,” Berg said.", "said: “it’s done,” berg said.", 0, "in other case"),
    (
        "met: On Monday, Anna Berg met Li Wei in Oslo.",
        "met: On Monday, Anna Berg saw Li Wei in Oslo.",
        0,
        "The nearest is “On Monday, Anna Berg met Li Wei in Oslo.”",
    ),
    ("      occurrence: 2\n", "", -1, "more than once"),
    ("occurrence: 2", "occurrence: 3", -1, "2 times, not 3"),
    ("occurrence: 2", "occurrence: two", 0, "a whole number from 1"),
    ("occurrence: 2", "occurrence: 0", 0, "a whole number from 1"),
    ("occurrence: 2", f"occurrence: {'9' * 5000}", 0, "a whole number from 1"),
    ("    headline: Ministers meet\n", "    headline: ''\n", 0, "has no words"),
    ("quotes:\n  story:", "quotes:\n  tale:", 1, "There is no snapshot of a source “tale”"),
    ("      words: in Oslo", "      words: Ministers meet\n#", 0, "not 2 times"),
    ("  meeting:\n", "  meetings:\n", 0, "Did you mean “meeting”?"),
    ("  meeting:\n", "  tenure: {}\n  meeting:\n", 0, "stands inside its record"),
    ("  meeting:\n", "  source: {}\n  meeting:\n", 0, "under “sources”"),
    (
        "    oslo: {label: Oslo, type: city}",
        "    oslo: {label: Oslo, kind: city}",
        0,
        "has no “kind”",
    ),
    ("    oslo: {label: Oslo, type: city}", "    oslo: {label: Oslo, type: town}", 0, "is one of"),
    ("    oslo: {label: Oslo, type: city}", "    oslo: {type: city}", 0, "needs a “label”"),
    ("    oslo: {label: Oslo, type: city}", "    Oslo: {label: Oslo}", 0, "must be small letters"),
    ("    oslo: {label: Oslo, type: city}", "    berg: {label: Oslo}", 0, "is given twice"),
    ("    oslo: {label: Oslo, type: city}", "    oslo: here", 0, "keys and values of a place"),
    (
        "    oslo: {label: Oslo, type: city}",
        "    oslo: {label: Oslo, within: oslo}",
        0,
        "leads back to “oslo” itself",
    ),
    (
        "    oslo: {label: Oslo, type: city}",
        "    oslo: {label: Oslo, identifiers: {wikidata: Q1}}",
        0,
        "is “berg”'s",
    ),
    ("speaker: berg", "speaker: bergh", 0, "Did you mean “berg”?"),
    ("speaker: berg", "speaker: oslo", 0, "“oslo” is a place"),
    ("speaker: berg", "speaker: ''", 0, "has no value"),
    ("speaker: berg", "speaker: [berg]", 0, "one value, not a list"),
    ("        - peace", "        - peace\n        - peace", 1, "is given twice"),
    ("      topics:\n        - peace", "      topics: peace", 0, "is a list"),
    ("capacity: berg/minister", "capacity: berg/ministre", 0, "Did you mean “berg/minister”?"),
    (
        "          participant: li",
        "          participant: li\n          capacity: berg/minister",
        1,
        "is not one of “li”",
    ),
    ("          participant: li", "          role: principal", -1, "needs “participant”"),
    ("          title: Minister", "          official: li", 0, "belongs to “berg”"),
    ("        value: 2024-05-13", "        value: 2024-05-33", 0, "33 May 2024 is not a day"),
    ("        value: 2024-05-13", "        value: 13 May", 0, "is not a date"),
    (
        "        value: 2024-05-13",
        "        value: 2024-05-12",
        2,
        "reads 2024-05-13, not 2024-05-12",
    ),
    ("            inferred: [source date]\n", "            inferred: []\n", 0, "what it leans on"),
    ("            inferred: [source date]\n", "            inferred: [date]\n", 0, "leans on"),
    ("inferred: [source date]", "inferred: [quote: mett]", 0, "Did you mean “met”?"),
    ("inferred: [source date]", "inferred: [quote: met]", 0, "lean on its own quote"),
    ("inferred: [source date]", "inferred: [source date: li]", 0, "There is no source “li”"),
    ("    date: 2024-05-15\n", "", 53, "has no date to lean on"),
    ("            reason: A slip.\n", "", -3, "needs a “reason”"),
    ("            rank: deprecated", "            rank: best", 0, "is one of"),
    (
        "- {quote: met, words: in Oslo, printed: Oslo}",
        "- {quote: met, words: in Oslo, printed: Anna}",
        0,
        "do not hold “Anna”",
    ),
    (
        "- {quote: met, words: in Oslo, printed: Oslo}",
        "- {quote: met, words: at Oslo, printed: Oslo}",
        0,
        "does not stand in the quote “met”",
    ),
    (
        "- {quote: met, words: in Oslo, printed: Oslo}",
        "- {quote: met, words: in Oslo}",
        0,
        "A direct claim needs “printed”",
    ),
    (
        "- {quote: met, words: in Oslo, printed: Oslo}",
        "- {quote: met, printed: Oslo, value: li}",
        0,
        "“li” is an official",
    ),
    (
        "- {quote: said, printed: It’s done, attribution: berg}",
        "- {quote: said, printed: It’s done, value: It is}",
        -2,
        "holds “It’s done”, but the claim that counts says “It is”",
    ),
    ("attribution: berg}", "attribution: borg}", 0, "Did you mean “berg”?"),
    ("- {printed: Berg, party: berg}", "- {printed: Borg, party: berg}", 0, "named as printed"),
    ("- {printed: Berg, party: berg}", "- {printed: Berg, party: oslo}", 0, "“oslo” is a place"),
    ("- {printed: Berg, party: berg}", "- {printed: Berg, publisher: 1}", 0, "true, false"),
    ("- {printed: Berg, party: berg}", "- Berg", 0, "keys and values of a hop"),
    ("      - {family: Doe, given: Jane}", "      - {given: Jane}", 0, "“literal” or “family”"),
    ("description: Two people meet.", "description: [a, b", 1, "This is not YAML"),
    ("description: Two people meet.", "description: &a x", 0, "Anchors and aliases"),
    ("description: Two people meet.", "description: *a", 0, "Anchors and aliases"),
    ("description: Two people meet.", "description: !!python/name:os.system x", 0, "Tags"),
    ("description: Two people meet.", "? [a]\n: x", 0, "A key must be a plain text"),
    ("description: Two people meet.", "title: Twice", 0, "stands in line 2 already"),
    ("description: Two people meet.", "description: x\n---\na: b", 1, "one document"),
    ("description: Two people meet.", "description: \x07", 0, "U+0007"),
    ("description: Two people meet.", "description: " + "[" * 5000, 0, "deeper than 24"),
]


def found(seed, path):
    with pytest.raises(SeedError) as caught:
        create_from_seed(path, seed.folder)
    assert not path.exists()
    return caught.value


@pytest.mark.parametrize(("old", "new", "below", "reason"), BROKEN, ids=lambda part: None)
def test_a_broken_line_is_named_with_its_reason(seed, tmp_path, old, new, below, reason):
    line = seed.change(old, new) + below
    error = found(seed, tmp_path / "new.attache")
    told = [str(problem) for problem in error.problems]
    assert any(
        problem.startswith(f"reference.yaml:{line}: ") and reason in problem for problem in told
    ), told
    assert f"reference.yaml:{line}: " in error.sentence
    assert "Nothing was written" in error.advice


def test_nothing_of_a_broken_seed_is_written_to_a_reference_in_use(seed, tmp_path):
    with Reference.create(tmp_path / "mine.attache", title="Mine") as mine:
        before = (tmp_path / "mine.attache").read_bytes()
        seed.change("speaker: berg", "speaker: nobody")
        with pytest.raises(SeedError):
            load_seed(mine, seed.folder)
        assert (tmp_path / "mine.attache").read_bytes() == before


def test_all_that_is_wrong_is_told_at_once_in_order(seed, tmp_path):
    seed.change("speaker: berg", "speaker: nobody")
    seed.change("type: city", "type: town")
    lines = [problem.place.line for problem in found(seed, tmp_path / "new.attache").problems]
    assert len(lines) == 2
    assert lines == sorted(lines)


def test_a_long_list_is_cut_and_counted(seed, tmp_path):
    many = "".join(f"\n    place-{number}: {{type: town}}" for number in range(30))
    seed.change("    oslo: {label: Oslo, type: city}", "    oslo: {label: Oslo}" + many)
    error = found(seed, tmp_path / "new.attache")
    assert len(error.problems) == 60
    assert error.sentence.count("reference.yaml:") == 20
    assert "… and 40 more." in error.sentence


def test_a_seed_wrong_through_and_through_ends_the_reading(seed, tmp_path):
    seed.change(
        "    oslo: {label: Oslo, type: city}", "\n".join(f"    {n}_: x" for n in range(20_000))
    )
    assert len(found(seed, tmp_path / "new.attache").problems) == 500


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    changes=st.lists(
        st.tuples(
            st.integers(0, 120),
            st.sampled_from(["drop", "double", "indent", "outdent", "empty", "swap"]),
        ),
        min_size=1,
        max_size=4,
    )
)
def test_whatever_happens_to_its_lines_a_seed_loads_whole_or_is_refused(seed, tmp_path, changes):
    lines = seed.text.splitlines()
    for number, change in changes:
        at = number % len(lines)
        line = lines[at]
        lines[at : at + 1] = {
            "drop": [],
            "double": [line, line],
            "indent": ["  " + line],
            "outdent": [line.removeprefix("  ")],
            "empty": [line.partition(":")[0] + ":"],
            "swap": [lines[at - 1]],
        }[change]
    seed.write("\n".join(lines))
    path = tmp_path / "new.attache"
    failures = ()
    try:
        with create_from_seed(path, seed.folder) as reference:
            failures = verify(reference).failures
        path.unlink()
    except SeedError:
        pass
    assert failures == ()
    assert not path.exists()


def test_a_problem_in_another_file_names_that_file(seed, tmp_path):
    seed.write("attache-seed: 1\nrecords:\n  place:\n    paris: {type: city}\n", "more.yaml")
    (problem,) = found(seed, tmp_path / "new.attache").problems
    assert str(problem) == "more.yaml:4: “paris” needs a “label”, or a name under “names”."


def test_a_second_passage_at_the_same_place_is_refused(seed, tmp_path):
    line = seed.change(
        "    headline: Ministers meet\n",
        "    again: Ministers meet\n    headline: Ministers meet\n",
    )
    (problem,) = found(seed, tmp_path / "new.attache").problems
    assert problem.place.line == line + 1
    assert "the same passage" in problem.reason


def test_a_folder_without_its_main_file_is_no_seed(tmp_path):
    (tmp_path / "empty").mkdir()
    with pytest.raises(SeedError, match=r"a folder that holds reference\.yaml"):
        create_from_seed(tmp_path / "new.attache", tmp_path / "empty")


def test_a_link_out_of_the_folder_is_not_followed(seed, tmp_path):
    (tmp_path / "secret.txt").write_text("On Monday", encoding="utf-8")
    (seed.folder / "story.txt").unlink()
    (seed.folder / "story.txt").symlink_to(tmp_path / "secret.txt")
    (problem,) = [
        problem
        for problem in found(seed, tmp_path / "new.attache").problems
        if "story.txt" in problem.reason
    ]
    assert "lies outside of the seed" in problem.reason


def test_a_text_that_is_not_utf_8_is_named_with_its_line(seed, tmp_path):
    (seed.folder / "story.txt").write_bytes(b"one\ntwo \xff\n")
    problems = found(seed, tmp_path / "new.attache").problems
    assert any("line 2" in problem.reason for problem in problems)


def test_a_seed_file_that_is_not_utf_8_is_named_with_its_line(seed, tmp_path):
    (seed.folder / "more.yaml").write_bytes(b"attache-seed: 1\nrecords: \xff\n")
    (problem,) = found(seed, tmp_path / "new.attache").problems
    assert str(problem) == "more.yaml:2: The file is not UTF-8."


def test_a_huge_seed_file_is_refused_unread(seed, tmp_path):
    with (seed.folder / "more.yaml").open("wb") as stream:
        stream.truncate(5 * 1024 * 1024)
    (problem,) = found(seed, tmp_path / "new.attache").problems
    assert "larger than 4 MB" in problem.reason
