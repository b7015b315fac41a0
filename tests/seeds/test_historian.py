"""The shipped diplomatic record, counted against its own files, read here by other means."""

import re
import shutil
import tarfile
from collections import Counter
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from models.importing.historian import ImportCancelledError
from models.reference.reference import Reference
from models.seeds import available_seeds, create_from_seed

SEED = Path(__file__).resolve().parents[2] / "seeds" / "historian"
NOBODYS = "secr-1906-wils"
"""The one appointment whose person has no file: it is refused, and reported."""
LARGEST = 8 * 1024 * 1024


@pytest.fixture(scope="module")
def files():
    """Every data file as parsed XML, by name."""
    with tarfile.open(SEED / "data.tar.xz") as archive:
        return {
            member.name: ET.fromstring(archive.extractfile(member).read())
            for member in archive
            if member.name.endswith(".xml")
        }


@pytest.fixture(scope="module")
def record_file(tmp_path_factory):
    """The whole record, made once."""
    path = tmp_path_factory.mktemp("historian") / "record.attache"
    told = []
    create_from_seed(path, SEED, progress=lambda *now: told.append(now)).close()
    assert len(told) > 50
    return path


@pytest.fixture
def record(record_file):
    with Reference.open(record_file, read_only=True) as reference:
        yield reference.database


def one(record, statement, *parameters):
    return record.rows(statement, parameters)[0][0]


def clean(text):
    """Without the blanks that XML lays out with; a NO-BREAK SPACE inside is a word's own."""
    return re.sub("[ \t\r\n]+", " ", text).strip()


def under(files, *folders):
    return [root for name, root in files.items() if name.startswith(folders)]


def test_the_seed_is_small_and_offered():
    assert sum(path.stat().st_size for path in SEED.iterdir()) < LARGEST
    assert (SEED / "LICENSE.md").read_text(encoding="utf-8").count("CC0")
    assert "historian" in [seed.name for seed in available_seeds(SEED.parent)]


def test_there_are_as_many_records_as_the_files_have_entries(files, record):
    people = under(files, "pocom/people/")
    trips = [trip for root in under(files, "travels/") for trip in root.iter("trip")]
    visits = [visit for root in under(files, "visits/") for visit in root.iter("visit")]
    presidents = list(files["travels/presidents/presidents.xml"].iter("president"))
    known = {root.findtext("id") for root in people}
    posts = [
        post
        for root in under(files, "pocom/positions-", "pocom/missions-")
        for tag in ("chief", "principal")
        for post in root.iter(tag)
    ]
    assert len(posts) == 7262
    somebody = [post for post in posts if post.findtext("person-id") in known]
    visitors = {(clean(v.findtext("visitor")), v.find("from").get("id")) for v in visits}
    counts = Counter(dict(record.rows("SELECT kind, count(*) FROM record GROUP BY kind")))
    assert counts["meeting"] == len(trips) + len(visits) == 4271 + 3264
    assert counts["participation"] == counts["meeting"]
    assert counts["tenure"] == len(somebody) + len(presidents)
    assert counts["official"] == (
        len(people) + len({p.findtext("id") for p in presidents}) + len(visitors)
    )
    assert one(record, "SELECT count(*) FROM snapshot") == len(files) == 5001


def test_every_date_and_remark_of_journeys_and_visits_is_there(files, record):
    expected = Counter()
    for root in under(files, "travels/president-", "travels/secretary-", "visits/"):
        for entry in root:
            days = dict.fromkeys((entry.findtext("start-date"), entry.findtext("end-date")))
            remark = clean(entry.findtext("remarks") or entry.findtext("description") or "")
            expected["/".join(days), remark or None] += 1
    assert expected == Counter(record.rows("SELECT date_edtf, summary FROM meeting"))


def test_every_start_and_end_of_a_post_is_there(files, record):
    starts, ends = Counter(), Counter()
    for root in under(files, "pocom/positions-", "pocom/missions-"):
        for holder in ("chiefs", "principals"):
            for post in root.iterfind(f"{holder}/*"):
                if post.findtext("id") == NOBODYS:
                    continue
                starts[post.findtext("started/date") or ""] += 1
                ends[post.findtext("ended/date") or ""] += 1
    found = Counter(
        row[0]
        for row in record.rows(
            "SELECT value_edtf FROM claim JOIN field ON field.id = field_id WHERE "
            "record_kind = 'tenure' AND name = 'end'"
        )
    )
    for president in files["travels/presidents/presidents.xml"].iter("president"):
        ends[president.findtext("left-office-date") or ""] += 1
    del ends[""]
    assert found == ends
    assert sum(starts.values()) - starts[""] <= one(
        record, "SELECT count(*) FROM tenure WHERE start_edtf IS NOT NULL"
    )


def test_births_deaths_and_parts_of_names_are_there(files, record):
    people = under(files, "pocom/people/")
    found = record.rows(
        "SELECT value, birth_edtf, death_edtf, family, given FROM official "
        "JOIN identifier USING (record_id) JOIN name ON bearer_id = official.record_id "
        "WHERE identifier.scheme = 'historian/people' AND form = 'preferred'"
    )
    assert Counter(found) == Counter(
        (
            root.findtext("id"),
            root.findtext("birth") or None,
            root.findtext("death") or None,
            clean(root.findtext("persName/surname")),
            clean(root.findtext("persName/forename")),
        )
        for root in people
    )


def test_every_other_spelling_is_there(files, record):
    expected = {
        (root.findtext("id"), clean(word.text))
        for root in under(files, "pocom/people/")
        for word in root.iterfind("persName/altname")
    }
    assert expected == set(
        record.rows(
            "SELECT value, text FROM name JOIN identifier ON identifier.record_id = bearer_id "
            "WHERE identifier.scheme = 'historian/people' AND form = 'alias'"
        )
    )


def test_presidents_travel_as_themselves(record):
    assert (
        one(
            record,
            "SELECT count(*) FROM participation JOIN identifier ON identifier.record_id = "
            "participant_id WHERE scheme = 'historian/presidents'",
        )
        == 832
    )


@pytest.mark.parametrize(
    ("label", "when", "summary"),
    [
        ("Journey of Richard M. Nixon to %Peking%", "1972-02-21/1972-02-28", "%Mao%"),
        ("Journey of Franklin D. Roosevelt to Yalta%", "1945-02-03/1945-02-12", "%Churchill%"),
        ("Visit of King Kalakaua, Hawaii", "1874-12-12/1874-12-23", "%"),
        ("Journey of Antony John Blinken to Tokyo%", "2021-03-15/2021-03-17", "%Motegi.%"),
    ],
)
def test_known_meetings_are_as_everybody_knows_them(record, label, when, summary):
    assert one(
        record,
        "SELECT count(*) FROM record JOIN meeting ON record_id = record.id "
        "WHERE label LIKE ? AND date_edtf = ? AND summary LIKE ?",
        label, when, summary,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("name", "title", "start", "end"),
    [
        ("Thomas Jefferson", "Secretary of State", "1790-03-22", "1793-12-31"),
        ("Henry A. (Heinz Alfred) Kissinger", "Secretary of State", "1973-09-22", "1977-01-20"),
        ("Richard M. Nixon", "President of the United States", "1969-01-20", "1974-08-09"),
        ("Grover Cleveland", "President of the United States", "1893-03-04", "1897-03-04"),
        ("George Washington", "President of the United States", "1789-04-30", "1797-03-04"),
        (
            "David Haywood Swartz",
            "Ambassador Extraordinary and Plenipotentiary",
            "1992-09-09",
            "1994-01-21",
        ),
    ],
)
def test_known_posts_are_as_everybody_knows_them(record, name, title, start, end):
    assert one(
        record,
        "SELECT count(*) FROM tenure JOIN record ON record.id = official_id "
        "WHERE record.label = ? AND title = ? AND start_edtf = ? AND end_edtf = ?",
        name, title, start, end,
    ) == 1  # fmt: skip


def test_outside_sources_every_value_has_a_quote(record):
    assert (
        one(
            record,
            "SELECT coalesce(sum(unsourced), 0) FROM record "
            "WHERE owner_id IS NULL AND kind NOT IN ('source')",
        )
        == 0
    )


def test_a_seed_that_is_broken_off_leaves_no_file(tmp_path):
    path = tmp_path / "record.attache"
    asked = []

    def cancelled():
        asked.append(1)
        return len(asked) > 300

    with pytest.raises(ImportCancelledError):
        create_from_seed(path, SEED, cancelled=cancelled)
    assert list(tmp_path.iterdir()) == []


def test_a_damaged_archive_leaves_no_file(tmp_path):
    seed = tmp_path / "seed"
    shutil.copytree(SEED, seed)
    content = (seed / "data.tar.xz").read_bytes()
    (seed / "data.tar.xz").write_bytes(content[: len(content) // 2])
    with pytest.raises(Exception, match="cannot be unpacked"):
        create_from_seed(tmp_path / "record.attache", seed)
    assert not (tmp_path / "record.attache").exists()
