"""True removal leaves nothing: no record, evidence, history, search word, nor byte in the file."""

import pytest

from models.checking.verification import verify
from models.editing import (
    RefusedError,
    add_name,
    create_record,
    merge,
    rename,
    restore,
    set_field,
    set_note,
    set_premises,
    trash,
)
from models.evidence.claims import Premise
from models.reference.reference import Reference
from models.removing import empty_trash, removal_of, remove_for_good
from models.undo import history, next_redo, next_undo, take_back, undo_last
from tests.models.editing.looking import one, value


def test_nothing_of_a_person_is_left_in_the_file(story_file):
    ids = story_file.ids
    with Reference.open(story_file.path) as reference:
        person = create_record(
            reference, kind="official", label="Zebediah Quux", values={"description": "Quuxian"}
        ).focus
        add_name(reference, record=person, text="Зебедайя Квукс")
        twin = create_record(reference, kind="official", label="Zeb Quux").focus
        create_record(
            reference, kind="participation", owner=ids.meeting, values={"participant": person}
        )
        set_field(reference, record=person, field="country", value=ids.iran)
        set_field(reference, record=ids.relation, field="object", value=person)
        rename(reference, record=person, label="Zebediah Q. Quux")
        merge(reference, keep=person, gone=twin)
        trash(reference, record=person)
        assert removal_of(reference, person).records > 4
        done = remove_for_good(reference, record=person)
        assert done.label == "Removed for good: an official"
        assert verify(reference).failures == ()
        assert value(reference, "relation", ids.relation, "object_id") is None
        assert history(reference, ids.meeting) == ()
        assert next_undo(reference).label == "Removed for good: an official"
        with pytest.raises(RefusedError, match="removed for good"):
            undo_last(reference)
    content = story_file.path.read_bytes()
    for trace in ("Quux", "quux", "Квукс", "квукс"):
        assert trace.encode() not in content


def test_a_removed_source_takes_its_texts_and_claims_along(story):
    reference, ids = story
    found = removal_of(reference, ids.source)
    assert (found.snapshots, found.quotes, found.claims) == (1, 2, 10)
    set_premises(
        reference, claim=ids.claim_date, premises=[Premise("source date", None, None, None)]
    )
    done = remove_for_good(reference, record=ids.source)
    assert one(reference, "SELECT count(*) FROM snapshot") == 0
    assert one(reference, "SELECT count(*) FROM claim") == 0
    assert value(reference, "meeting", ids.meeting, "date_edtf") == "2023-08-02"
    assert one(reference, "SELECT unsourced FROM record WHERE id = ?", ids.meeting) > 1
    assert ids.meeting in done.records
    assert verify(reference).failures == ()


def test_what_others_say_in_words_is_told_of(story):
    reference, ids = story
    done = remove_for_good(reference, record=ids.khrenin)
    assert "still name it" in done.notices[0]
    assert ids.meeting in done.records
    assert verify(reference).failures == ()
    assert one(reference, "SELECT count(*) FROM addressee") == 0


def test_one_can_go_on_and_take_back_what_comes_after(story):
    reference, ids = story
    first = set_note(reference, record=ids.meeting, note="before")
    remove_for_good(reference, record=ids.irna)
    with pytest.raises(RefusedError, match="Nothing was kept"):
        take_back(reference, step=first.step)
    set_note(reference, record=ids.meeting, note="after")
    undo_last(reference)
    assert next_redo(reference) is not None
    assert value(reference, "record", ids.meeting, "note", "id") == "before"
    with pytest.raises(RefusedError, match="removed for good"):
        undo_last(reference)
    with pytest.raises(RefusedError, match="no longer there"):
        remove_for_good(reference, record=ids.irna)
    assert verify(reference).failures == ()


def test_only_what_is_in_the_trash_goes_with_it(story_file):
    ids = story_file.ids
    with Reference.open(story_file.path) as reference:
        gone = [
            create_record(reference, kind="official", label=f"Zebediah Quux {number}").focus
            for number in range(3)
        ]
        back = create_record(reference, kind="official", label="Somebody").focus
        merge(reference, keep=back, gone=gone[2])
        for record in (*gone[:2], back, ids.source):
            trash(reference, record=record)
        restore(reference, record=back)
        found = removal_of(reference, *gone[:2], ids.source)
        assert (found.records, found.snapshots) == (3, 1)
        done = empty_trash(reference, records=[*gone[:2], back, ids.source])
        assert done.label == "Removed for good: 3 records in the trash"
        assert verify(reference).failures == ()
        assert one(reference, "SELECT count(*) FROM record WHERE id = ?", back) == 1
        assert one(reference, "SELECT count(*) FROM snapshot") == 0
        with pytest.raises(RefusedError, match="The trash is empty"):
            empty_trash(reference, records=[back])
        with pytest.raises(RefusedError, match="removed for good"):
            undo_last(reference)
    assert b"Quux 0" not in story_file.path.read_bytes()
