"""Undo, redo, history and taking one old step back."""

import pytest

from models.checking.verification import verify
from models.editing import (
    Evidence,
    RefusedError,
    add_claim,
    add_tag,
    add_value,
    create_record,
    order_values,
    rename,
    set_field,
    set_note,
    set_preferred,
    trash,
)
from models.reference.reference import Reference
from models.seeds.loading import available_seeds, load_seed
from models.seeds.shipped import seeds_folder
from models.undo import (
    UndoCancelledError,
    history,
    next_redo,
    next_undo,
    redo,
    take_back,
    undo_last,
)
from tests.factories import make_reference
from tests.models.editing.looking import dump, one, steps, value


def told(reference, record):
    return [
        (entry.label, [(one.what, one.before, one.after) for one in entry.changes])
        for entry in history(reference, record)
    ]


def test_a_new_edit_closes_the_way_forward_and_keeps_the_history(story):
    reference, ids = story
    start = dump(reference)
    for number in range(3):
        set_note(reference, record=ids.meeting, note=f"{number}")
    undo_last(reference)
    undo_last(reference)
    set_note(reference, record=ids.meeting, note="instead")
    assert next_redo(reference) is None
    with pytest.raises(RefusedError, match="nothing to redo"):
        redo(reference)
    undo_last(reference)
    assert value(reference, "record", ids.meeting, "note", "id") == "0"
    undo_last(reference)
    assert dump(reference) == start
    assert redo(reference).label == "Redo: Note on Bagheri meets Khrenin"
    redo(reference)
    assert value(reference, "record", ids.meeting, "note", "id") == "instead"
    assert next_redo(reference) is None
    assert steps(reference) == 5


def test_undo_and_redo_go_on_after_a_restart(story_file):
    ids = story_file.ids
    with Reference.open(story_file.path) as reference:
        start = dump(reference)
        set_note(reference, record=ids.meeting, note="a")
        undo_last(reference)
    with Reference.open(story_file.path) as reference:
        assert next_redo(reference).label == "Note on Bagheri meets Khrenin"
        redo(reference)
    with Reference.open(story_file.path) as reference:
        undo_last(reference)
        assert dump(reference) == start


def test_at_the_beginning_there_is_nothing_to_undo(tmp_path):
    with make_reference(tmp_path / "new.attache") as reference:
        assert next_undo(reference) is None
        with pytest.raises(RefusedError, match="nothing to undo"):
            undo_last(reference)


def test_an_import_is_taken_back_only_when_asked_and_wholly(tmp_path):
    seed = next(one for one in available_seeds(seeds_folder()) if "iran" in one.name)
    with make_reference(tmp_path / "new.attache") as reference:
        create_record(reference, kind="place", label="Elsewhere")
        start = dump(reference)
        load_seed(reference, seed.folder)
        assert next_undo(reference).is_import
        with pytest.raises(RefusedError, match="is an import"):
            undo_last(reference)
        source = one(reference, "SELECT id FROM record WHERE kind = 'source' LIMIT 1")
        set_note(reference, record=source, note="x")
        undo_last(reference)
        done = undo_last(reference, imports=True)
        assert done.notices == ("To have it again, import it again.",)
        left = dump(reference)
        left["tag"] = start["tag"]
        assert left == start
        assert next_redo(reference) is None
        assert verify(reference).failures == ()
        load_seed(reference, seed.folder)
        assert verify(reference).failures == ()


def test_taking_an_import_back_is_told_of_and_can_be_broken_off_at_any_moment(tmp_path):
    seed = next(one for one in available_seeds(seeds_folder()) if "iran" in one.name)
    with make_reference(tmp_path / "new.attache") as reference:
        create_record(reference, kind="place", label="Elsewhere")
        load_seed(reference, seed.folder)
        whole = dump(reference)
        heard = []
        looks = 0
        while True:
            asked = iter(range(looks))
            try:
                undo_last(
                    reference,
                    imports=True,
                    progress=lambda done, total, _: heard.append((done, total)),
                    cancelled=lambda asked=asked: next(asked, None) is None,
                )
                break
            except UndoCancelledError:
                assert dump(reference) == whole
                heard.clear()
                looks += 1
        assert looks > 5
        assert heard == sorted(heard)
        assert heard[-1][0] == heard[-1][1] > 100
        assert verify(reference).failures == ()


def test_history_says_who_changed_what_from_what_to_what(story):
    reference, ids = story
    set_field(reference, record=ids.meeting, field="summary", value="They met.")
    set_field(reference, record=ids.meeting, field="summary", value="They talked.")
    undo_last(reference)
    add_value(reference, record=ids.meeting, field="topics", value="ties")
    add_value(reference, record=ids.meeting, field="topics", value="trade")
    order_values(reference, record=ids.meeting, field="topics", values=["trade", "ties"])
    add_tag(reference, record=ids.meeting, tag="defence")
    set_field(reference, record=ids.khrenin_present, field="side", value=ids.belarus)
    claim = add_claim(
        reference,
        record=ids.meeting,
        field="place",
        value=ids.tehran,
        evidence=Evidence(ids.said, printed="Our"),
    ).focus
    set_preferred(reference, claim=claim, reason="nearer")
    trash(reference, record=ids.meeting)
    assert told(reference, ids.meeting)[:9] == [
        ("Move Bagheri meets Khrenin to the trash", [("Trash", None, "in the trash")]),
        (
            "Prefer a claim on the place of Bagheri meets Khrenin",
            [
                ("Quote for Where, weight", "normal", "preferred"),
                ("Quote for Where, reason", None, "nearer"),
            ],
        ),
        (
            "Back the place of Bagheri meets Khrenin with a quote",
            [("Quote for Where", None, "“Our” → Tehran")],
        ),
        ("Set the side of Viktor Khrenin (Bagheri meets Khrenin)", [("For", None, "Belarus")]),
        ("Tag Bagheri meets Khrenin with “defence”", [("Tag", None, "defence")]),
        ("Order the topics of Bagheri meets Khrenin", [("About", None, "in another order")]),
        ("Add to the topics of Bagheri meets Khrenin", [("About", None, "trade")]),
        ("Add to the topics of Bagheri meets Khrenin", [("About", None, "ties")]),
        ("Set the summary of Bagheri meets Khrenin", [("Summary", "They met.", "They talked.")]),
    ]
    entries = history(reference, ids.meeting)
    assert entries[8].undone is not None
    assert entries[9].undone is None
    assert entries[-1].label == "A small story"
    assert entries[0].actor


def test_history_tells_nothing_of_an_undone_record_whose_number_was_given_again(story):
    reference, ids = story
    before = told(reference, ids.meeting)
    inside = create_record(
        reference, kind="participation", owner=ids.meeting, values={"participant": ids.belarus}
    ).focus
    undo_last(reference)
    made = create_record(reference, kind="official", label="Somebody else").focus
    assert made == inside
    (own,) = told(reference, made)
    labels = [label for label, _ in told(reference, ids.meeting)]
    assert own[0] not in labels
    assert labels[1:] == [label for label, _ in before]


def test_an_old_step_is_taken_back_where_nothing_stands_on_it(story):
    reference, ids = story
    old = set_field(reference, record=ids.meeting, field="summary", value="They met.").step
    set_note(reference, record=ids.meeting, note="later")
    done = take_back(reference, step=old)
    assert done.label == "Take back: Set the summary of Bagheri meets Khrenin"
    assert value(reference, "meeting", ids.meeting, "summary") is None
    assert value(reference, "record", ids.meeting, "note", "id") == "later"
    assert verify(reference).failures == ()
    undo_last(reference)
    assert value(reference, "meeting", ids.meeting, "summary") == "They met."


def test_what_stands_on_an_old_step_is_named(story):
    reference, ids = story
    first = set_field(reference, record=ids.meeting, field="summary", value="They met.").step
    set_field(reference, record=ids.meeting, field="summary", value="They talked.")
    with pytest.raises(
        RefusedError, match="“Set the summary of Bagheri meets Khrenin” was made after"
    ):
        take_back(reference, step=first)
    place = create_record(reference, kind="place", label="Minsk")
    set_field(reference, record=ids.tehran, field="within", value=place.focus)
    with pytest.raises(RefusedError, match="rests on “New place: Minsk”"):
        take_back(reference, step=place.step)
    undo_last(reference)
    take_back(reference, step=place.step)
    assert one(reference, "SELECT count(*) FROM record WHERE label = 'Minsk'") == 0
    with pytest.raises(RefusedError, match="not in the history"):
        take_back(reference, step=10_000)


def test_a_claim_taken_back_leaves_the_field_to_the_others(story):
    reference, ids = story
    first = add_claim(
        reference,
        record=ids.agreement,
        field="place",
        value=ids.tehran,
        evidence=Evidence(ids.met, printed="Tehran"),
    ).step
    add_claim(
        reference,
        record=ids.agreement,
        field="place",
        value=one(reference, "SELECT within_id FROM place WHERE record_id = ?", ids.tehran),
        evidence=Evidence(ids.met, printed="Iran"),
    )
    rename(reference, record=ids.agreement, label="The memorandum")
    take_back(reference, step=first)
    assert value(reference, "agreement", ids.agreement, "place_id") == 1
    assert verify(reference).failures == ()
