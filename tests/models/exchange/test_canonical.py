"""References that say the same are the same text, whatever their ids; others are not."""

from models.editing import add_tag, rename, set_field, set_note, trash
from models.exchange.canonical import canonical
from models.undo import undo_last
from tests.factories import add_record, fill_story, make_reference


def test_two_files_with_other_ids_and_one_content_are_the_same_text(tmp_path):
    texts = []
    for number in range(2):
        with make_reference(tmp_path / f"{number}.attache") as reference:
            with reference.step(label="Others first"):
                others = [
                    add_record(reference.database, "place", f"{one}") for one in range(number * 3)
                ]
                fill_story(reference.database)
            for record in others:
                trash(reference, record=record)
            texts.append(canonical(reference))
    assert texts[0] == texts[1]
    assert "on Wednesday" in texts[0]


def test_every_difference_shows(story):
    reference, ids = story
    start = canonical(reference)
    for edit in (
        lambda: set_note(reference, record=ids.meeting, note="x"),
        lambda: add_tag(reference, record=ids.meeting, tag="x"),
        lambda: rename(reference, record=ids.irna, label="x"),
        lambda: set_field(reference, record=ids.meeting, field="summary", value="x"),
        lambda: trash(reference, record=ids.khrenin_present),
    ):
        edit()
        assert canonical(reference) != start
        undo_last(reference)
        assert canonical(reference) == start
