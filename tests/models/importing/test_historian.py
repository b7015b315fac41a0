"""Importing the Historian's record: what is said is claimed, and nothing else; all or nothing."""

import hashlib
import uuid
from xml.etree import ElementTree as ET

import pytest

from models.checking.verification import verify
from models.importing.historian import (
    ArchiveFiles,
    BadDataError,
    FolderFiles,
    ImportCancelledError,
    import_historian,
)
from models.importing.historian.identities import NAMESPACE, uid_of
from models.importing.historian.register import marked_visitors
from models.reference.reference import Reference


def record(reference, scheme, value):
    (row,) = reference.database.rows(
        "SELECT record_id FROM identifier WHERE scheme = ? AND value = ?",
        (f"historian/{scheme}", value),
    )
    return row[0]


def value(reference, table, column, record_id):
    return reference.database.rows(
        f"SELECT {column} FROM {table} WHERE record_id = ?", (record_id,)
    )[0][0]


def tags(reference, record_id):
    return {
        row[0]
        for row in reference.database.rows(
            "SELECT text FROM tag JOIN tagging ON tag_id = tag.id WHERE record_id = ?", (record_id,)
        )
    }


def labels(reference, record_ids):
    return [
        reference.database.rows("SELECT label FROM record WHERE id = ?", (one,))[0][0]
        for one in record_ids
    ]


def counts(reference):
    tables = ("record", "claim", "quote", "snapshot", "identifier", "tagging", "step", "premise")
    return {
        table: reference.database.rows(f"SELECT count(*) FROM {table}")[0][0] for table in tables
    }


# ------------------------------------------------------------------ what is read


def test_the_result_verifies(imported):
    assert verify(imported).failures == ()


def test_every_field_outside_sources_has_a_quote(imported):
    assert (
        imported.database.rows(
            "SELECT kind, label FROM record WHERE owner_id IS NULL AND kind <> 'source' "
            "AND (unsourced > 0 OR disputed > 0)"
        )
        == []
    )


def test_names_are_kept_in_parts_as_given(imported):
    person = record(imported, "people", "blinken-antony-j")
    names = imported.database.rows(
        "SELECT text, given, family, form FROM name WHERE bearer_id = ? ORDER BY record_id",
        (person,),
    )
    assert names[0] == ("Antony John Blinken", "Antony John", "Blinken", "preferred")
    assert value(imported, "official", "birth_edtf", person) == "1962"
    assert value(imported, "official", "death_edtf", person) is None


def test_a_tenure_begins_when_it_was_taken_up_and_leans_on_the_list_of_titles(imported):
    tenure = record(imported, "appointments", "belarus/by-1992-swar-01")
    row = imported.database.rows(
        "SELECT title, start_edtf, end_edtf, organization_id, official_id FROM tenure "
        "WHERE record_id = ?",
        (tenure,),
    )[0]
    assert row[:3] == (
        "Ambassador Extraordinary and Plenipotentiary",
        "1992-09-09",
        "1994-01-21",
    )
    assert labels(imported, row[3:]) == ["Mission to Belarus", "David Haywood Swartz"]
    appointed = imported.database.rows(
        "SELECT value_edtf, printed, directness FROM claim JOIN field ON field.id = field_id "
        "WHERE record_id = ? AND name = 'start' ORDER BY claim.id",
        (tenure,),
    )
    assert appointed == [
        ("1992-09-09", "1992-09-09", "direct"),
        ("[1992-08-11..]", "1992-08-11", "inferred"),
    ]


def test_an_appointment_alone_says_no_more_than_not_before(imported):
    found = imported.database.rows(
        "SELECT start_edtf FROM tenure JOIN identifier USING (record_id) "
        "WHERE scheme = 'historian/appointments' AND start_edtf LIKE '[%'"
    )
    assert found
    assert all(edtf.endswith("..]") for (edtf,) in found)


def test_a_nominee_did_not_hold_the_post(imported):
    tenure = record(imported, "appointments", "albania/al-2018-kava-01")
    assert "not held" in tags(imported, tenure)
    assert imported.database.rows(
        "SELECT stance FROM claim WHERE record_id = ? AND field_id IS NULL", (tenure,)
    ) == [("denies",)]
    assert value(imported, "tenure", "start_edtf", tenure) is None


def test_ad_interim_is_marked(imported):
    manners = imported.database.rows(
        "SELECT DISTINCT manner FROM tenure WHERE title = 'Secretary of State ad interim'"
    )
    assert manners == [("ad interim",)]


def test_a_journey_has_its_traveller_place_days_remark_and_the_post_held_then(imported):
    journey = record(imported, "journeys", "2819")
    row = imported.database.rows(
        "SELECT form, date_edtf, summary, place_id FROM meeting WHERE record_id = ?", (journey,)
    )[0]
    assert row[:3] == (
        "visit",
        "1969-02-23/1969-02-24",
        "Attended 23d meeting of North Atlantic Council; met with King Baudouin I.",
    )
    (present,) = imported.database.rows(
        "SELECT participant_id, role, capacity_id FROM participation WHERE event_id = ?",
        (journey,),
    )
    assert present[1] == "visitor"
    assert labels(imported, (row[3], present[0], present[2])) == [
        "Brussels",
        "Richard M. Nixon",
        "President of the United States",
    ]


def test_nobody_is_host_and_a_visit_has_no_place(imported):
    assert imported.database.rows("SELECT count(*) FROM participation WHERE role = 'host'") == [
        (0,)
    ]
    visit = record(imported, "visits", "2138")
    assert value(imported, "meeting", "place_id", visit) is None
    (present,) = imported.database.rows(
        "SELECT participant_id, side_id FROM participation WHERE event_id = ?", (visit,)
    )
    assert labels(imported, present) == ["King Kalakaua", "Hawaii"]


def test_where_no_one_post_is_known_to_be_held_the_capacity_is_empty(imported):
    """The present secretary's term has no end in the data: a later day is not known."""
    found = imported.database.rows(
        "SELECT DISTINCT capacity_id FROM participation JOIN official "
        "ON official.record_id = participant_id JOIN identifier "
        "ON identifier.record_id = participant_id WHERE value = 'rubio-marco' "
        "AND scheme = 'historian/people'"
    )
    assert found == [(None,)]


def test_the_president_is_not_the_ambassador_with_the_same_id(imported):
    president = record(imported, "presidents", "taft-william-howard")
    ambassador = record(imported, "people", "taft-william-howard")
    assert president != ambassador
    assert "namesake" in tags(imported, president) & tags(imported, ambassador)
    travelled = imported.database.rows(
        "SELECT count(*) FROM participation WHERE participant_id = ?", (president,)
    )
    assert travelled[0][0] == 2
    assert "possible duplicate" in tags(imported, record(imported, "presidents", "adams-john"))


def test_trips_entered_twice_are_two_meetings_that_are_marked(imported):
    found = imported.database.rows(
        "SELECT label, when_edtf, count(*) FROM record JOIN tagging ON record_id = record.id "
        "JOIN tag ON tag.id = tag_id WHERE kind = 'meeting' AND text = 'possible duplicate' "
        "GROUP BY label, when_edtf ORDER BY label"
    )
    assert ("Journey of Antony John Blinken to Tokyo, Japan", "2021-03-15/2021-03-17", 2) in found
    assert ("Visit of Prime Minister Gordon Brown, United Kingdom", "2009-09-24/2009-09-25", 2) in (
        found
    )


def test_states_keep_the_name_of_their_time(imported):
    assert labels(imported, [record(imported, "missions", "kingdom-of-two-sicilies-1861")]) == [
        "Mission to Kingdom of Two Sicilies (1861)"
    ]


def test_there_are_three_origins_and_the_presidents_own(imported):
    rows = imported.database.rows(
        "WITH RECURSIVE up (id, source) AS (SELECT record_id, record_id FROM source WHERE "
        "record_id IN (SELECT source_id FROM snapshot) UNION SELECT up.id, "
        "coalesce(derived_from_id, part_of_id) FROM up JOIN source ON record_id = up.source "
        "WHERE coalesce(derived_from_id, part_of_id) IS NOT NULL) "
        "SELECT DISTINCT label FROM up JOIN source ON record_id = up.source "
        "JOIN record ON record.id = up.source "
        "WHERE coalesce(derived_from_id, part_of_id) IS NULL ORDER BY label"
    )
    assert [label for (label,) in rows] == [
        "List of Presidents of the United States",
        "Principal Officers and Chiefs of Mission of the U.S. Department of State",
        "Travels of the President and of the Secretary of State",
        "Visits by Foreign Leaders",
    ]


def test_the_file_refuses_a_quote_that_touches_a_label(imported):
    snapshot, _, end = imported.database.rows(
        'SELECT snapshot_id, start, "end" FROM inserted_label LIMIT 1'
    )[0]
    text = imported.database.rows("SELECT text FROM snapshot WHERE id = ?", (snapshot,))[0][0]
    with pytest.raises(Exception, match="inserted label"), imported.step(label="quote"):
        imported.database.run(
            'INSERT INTO quote (uid, snapshot_id, start, "end", exact, before, after, folded) '
            "VALUES (?, ?, ?, ?, ?, '', '', '')",
            (uid_of("x"), snapshot, end - 1, end + 2, text[end - 1 : end + 2]),
        )


def test_verify_finds_a_label_that_is_gone(imported):
    with imported.step(label="harm"):
        imported.database.run("DROP TRIGGER inserted_label_stays")
        imported.database.run(
            "DELETE FROM inserted_label WHERE snapshot_id = (SELECT min(id) FROM snapshot) "
            "AND start = 0"
        )
    assert any("labels inserted" in failure for failure in verify(imported).failures)


def test_identities_are_those_of_the_standard():
    assert uid_of("record/person/é") == str(uuid.uuid5(NAMESPACE, "record/person/é"))


@pytest.mark.parametrize(
    ("seen", "expected"),
    [
        ([("jordan", "King Abdullah"), ("saudi-arabia", "King Abdullah")], "namesake"),
        ([("jordan", "King Abdullah"), ("saudi-arabia", "King Abdullah ibn Saud")], "namesake"),
        ([("jordan", "King Abdullah"), ("jordan", "King Abdullah II")], "possible duplicate"),
        (
            [("russia", "President Vladimir Putin"), ("russia", "Prime Minister Vladimir Putin")],
            "possible duplicate",
        ),
        ([("egypt", "President Anwar Sadat, Prime Minister Mustafa Khalil")], "compound"),
        ([("poland", "President Duda and Prime Minister Tusk")], "compound"),
    ],
)
def test_doubtful_visitors_are_marked(seen, expected):
    assert all(expected in marks for marks in marked_visitors(seen).values())


def test_a_suffix_is_no_second_person():
    assert marked_visitors([("palau", "President Tommy E. Remengesau, Jr.")]) == {
        ("palau", "President Tommy E. Remengesau, Jr."): []
    }


# --------------------------------------------------------------- again and again


def test_the_same_data_again_adds_nothing(imported, small):
    before = counts(imported)
    report = import_historian(imported, FolderFiles(small))
    assert counts(imported) == before
    assert not report.made
    assert report.unchanged == report.files
    assert (report.claims, report.changed, report.vanished) == (0, 0, 0)


def change(path, old, new):
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_changed_data_adds_what_is_new_and_marks_what_is_gone(imported, small):
    """A death, another remark, a new visit, and a visit and a person that are gone."""
    change(small / "pocom/people/b/blinken-antony-j.xml", "<death/>", "<death>2061</death>")
    change(
        small / "travels/president-travels/nixon-richard-m.xml",
        "met with King Baudouin I.",
        "met King Baudouin.",
    )
    (small / "pocom/people/k/kerry-john-forbes.xml").rename(small / "kept.xml")
    tree = ET.parse(small / "visits/data/1870.xml")
    first = tree.getroot()[0]
    first.find("id").text = "999999"
    first.find("visitor").text = "Queen Nobody"
    tree.write(small / "visits/data/1870.xml", encoding="UTF-8", xml_declaration=True)
    person = record(imported, "people", "blinken-antony-j")
    journey = record(imported, "journeys", "2819")
    gone = record(imported, "visits", "2138")
    kerry = record(imported, "people", "kerry-john-forbes")
    report = import_historian(imported, FolderFiles(small))
    assert value(imported, "official", "death_edtf", person) == "2061"
    assert value(imported, "meeting", "summary", journey).endswith("met with King Baudouin I.")
    assert imported.database.rows("SELECT disputed FROM record WHERE id = ?", (journey,)) == [(1,)]
    assert labels(imported, [record(imported, "visits", "999999")]) == [
        "Visit of Queen Nobody, Hawaii"
    ]
    assert "vanished from the data" in tags(imported, gone) & tags(imported, kerry)
    assert report.made["meeting"] == 1
    assert report.vanished >= 2
    assert verify(imported).failures == ()
    (small / "kept.xml").rename(small / "pocom/people/k/kerry-john-forbes.xml")
    import_historian(imported, FolderFiles(small))
    assert "vanished from the data" not in tags(imported, kerry)
    assert verify(imported).failures == ()


def test_an_import_is_one_step_without_a_log_row_a_record(imported_template, tmp_path):
    path, _ = imported_template
    with Reference.open(path, read_only=True) as reference:
        assert reference.database.rows("SELECT count(*) FROM step") == [(1,)]
        assert reference.database.rows("SELECT count(*) FROM change") == [(0,)]
        assert reference.database.rows(
            "SELECT count(*) FROM record WHERE batch_id IS NOT (SELECT id FROM step)"
        ) == [(0,)]


def test_a_record_that_was_merged_answers_for_its_id(imported, small):
    one, other = (
        record(imported, "presidents", "adams-john"),
        record(imported, "people", "adams-john"),
    )
    with imported.step(label="merge"):
        imported.database.run("UPDATE record SET merged_into_id = ? WHERE id = ?", (other, one))
    change(small / "travels/presidents/presidents.xml", "<death-year>1826", "<death-year>1827")
    report = import_historian(imported, FolderFiles(small))
    assert report.vanished == 0
    assert not report.made["official"]


# ------------------------------------------------------------- broken off, broken


@pytest.mark.parametrize("after", [0, 3, 100, 248])
def test_an_import_that_is_broken_off_leaves_every_byte_as_it_was(tmp_path, small, after):
    path = tmp_path / "mine.attache"
    Reference.create(path, title="Mine").close()
    before = hashlib.sha256(path.read_bytes()).hexdigest()
    asked = 0

    def cancelled():
        nonlocal asked
        asked += 1
        return asked > after

    with Reference.open(path) as reference, pytest.raises(ImportCancelledError):
        import_historian(reference, FolderFiles(small), cancelled=cancelled)
    assert hashlib.sha256(path.read_bytes()).hexdigest() == before
    assert sorted(entry.name for entry in tmp_path.iterdir()) == ["data", "mine.attache"]


def test_progress_never_runs_backwards_within_what_is_done(tmp_path, small):
    told = []
    with Reference.create(tmp_path / "mine.attache", title="Mine") as reference:
        import_historian(reference, FolderFiles(small), progress=lambda *now: told.append(now))
    for what in {one[2] for one in told}:
        done = [one[0] for one in told if one[2] == what]
        assert done == sorted(done)
    assert told[-1][2] == "done"
    assert all(done <= total for done, total, _ in told)


BROKEN = {
    "malformed": b"<person><id>x</id>",
    "bomb": b'<!DOCTYPE a [<!ENTITY a "b">]><person><id>&a;</id></person>',
    "latin": '<?xml version="1.0" encoding="UTF-8"?><person><id>é</id></person>'.encode("latin-1"),
    "empty": b"<person/>",
    "nameless": b"<person><id>blinken-antony-j</id></person>",
}


@pytest.mark.parametrize("how", BROKEN)
def test_a_file_that_cannot_be_read_is_refused_with_a_reason(tmp_path, small, how):
    name = "pocom/people/b/blinken-antony-j.xml"
    (small / name).write_bytes(BROKEN[how])
    with Reference.create(tmp_path / "mine.attache", title="Mine") as reference:
        report = import_historian(reference, FolderFiles(small))
        assert [reason for file, reason in report.refused if file == name]
        assert reference.database.rows(
            "SELECT count(*) FROM identifier WHERE value = 'blinken-antony-j'"
        ) == [(0,)]
        assert verify(reference).failures == ()


def test_an_id_that_stands_twice_names_one_record_and_is_reported(tmp_path, small):
    name = small / "visits/data/1870.xml"
    tree = ET.parse(name)
    tree.getroot().append(tree.getroot()[0])
    tree.write(name, encoding="UTF-8", xml_declaration=True)
    with Reference.create(tmp_path / "mine.attache", title="Mine") as reference:
        report = import_historian(reference, FolderFiles(small))
        assert [file for file, _ in report.refused if file == "visit/2138"]
        assert verify(reference).failures == ()


def test_a_list_of_presidents_that_does_not_say_where_it_is_from_is_read(tmp_path, small):
    name = small / "travels/presidents/presidents.xml"
    tree = ET.parse(name)
    for tag in ("source-url", "crawl-dateTime"):
        tree.getroot().remove(tree.getroot().find(tag))
    tree.write(name, encoding="UTF-8", xml_declaration=True)
    with Reference.create(tmp_path / "mine.attache", title="Mine") as reference:
        import_historian(reference, FolderFiles(small))
        assert labels(reference, [record(reference, "presidents", "washington-george")]) == [
            "George Washington"
        ]
        assert verify(reference).failures == ()


def test_what_rests_on_a_refused_file_has_not_vanished(imported, small):
    person = record(imported, "people", "blinken-antony-j")
    visit = record(imported, "visits", "2138")
    (small / "pocom/people/b/blinken-antony-j.xml").write_bytes(b"<person>")
    (small / "visits/data/1870.xml").write_bytes(b"<visits>")
    import_historian(imported, FolderFiles(small))
    assert "vanished from the data" not in tags(imported, person) | tags(imported, visit)


def test_a_folder_that_is_missing_is_told_before_anything_is_done(small):
    (small / "visits" / "data").rename(small / "elsewhere")
    with pytest.raises(BadDataError, match="has no visits/data"):
        FolderFiles(small)
    with pytest.raises(BadDataError, match="no folder"):
        FolderFiles(small / "nowhere")


def test_an_archive_that_is_damaged_is_a_problem(tmp_path):
    path = tmp_path / "data.tar.xz"
    path.write_bytes(b"not an archive")
    with pytest.raises(BadDataError, match="cannot be unpacked"):
        ArchiveFiles(path)
