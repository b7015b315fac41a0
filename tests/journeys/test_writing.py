"""Writing a meeting by hand: fields, people made on the way, evidence, undo across a restart."""

from pathlib import Path

import pytest

from models.checking.verification import verify
from models.queries.detail import record_detail
from models.queries.views import Mark, RecordDetail, Span
from models.reference.reference import Reference
from tests.journeys.conftest import Sit
from tests.journeys.desk import ALT, CONTROL, SHIFT, Desk, Key


@pytest.fixture
def empty(tmp_path: Path) -> Path:
    path = tmp_path / "notes.attache"
    Reference.create(path, title="Notes").close()
    return path


def fields(detail: RecordDetail) -> dict[str, list[str]]:
    return {
        field.name: [" — ".join(filter(None, (one.text, one.addition))) for one in field.values]
        for field in detail.fields
    }


def shown(desk: Desk) -> RecordDetail:
    detail = desk.session.record.detail
    assert detail is not None
    return detail


def opened(desk: Desk, label: str) -> None:
    """Wait until the editor stands on the field called `label`."""
    editor = desk.window.overlays.field_editor
    desk.until(lambda: (editor.isVisible() and editor._label.text().split(" · ")[-1] == label)
               or editor._label.text().split(" · ")[0] == label)  # fmt: skip
    desk.until(lambda: desk.has_keyboard(editor))


def offered(desk: Desk, text: str) -> None:
    """Wait until the editor's chosen offer begins with `text`."""
    editor = desk.window.overlays.field_editor
    desk.until(lambda: editor.chosen is not None and editor.chosen.text.startswith(text))


def saved(desk: Desk) -> None:
    desk.until(lambda: not desk.session.writer.busy)


def write_meeting(desk: Desk) -> None:
    """A meeting with a date, a place, a person, a post and a side: 60-odd keys, no mouse."""
    desk.press(Key.Key_N, CONTROL)
    opened(desk, "Called")
    desk.type("Talks in Tehran")
    desk.press(Key.Key_Return)
    opened(desk, "When")
    desk.type("2 aug 2023")
    desk.press(Key.Key_Tab)
    opened(desk, "Where")
    desk.type("Tehran")
    offered(desk, "New place: Tehran")
    desk.press(Key.Key_Tab)
    opened(desk, "Present")
    desk.type("Viktor Khrenin")
    offered(desk, "New official: Viktor Khrenin")
    desk.press(Key.Key_Tab)
    opened(desk, "In the capacity of")
    desk.type("Defense Minister")
    offered(desk, "New post: Defense Minister")
    desk.press(Key.Key_Tab)
    opened(desk, "For")
    desk.type("Belarus")
    offered(desk, "New organization: Belarus")
    desk.press(Key.Key_Return)
    saved(desk)
    desk.until(lambda: not desk.window.overlays.field_editor.isVisible())


def test_a_meeting_is_written_by_keys_alone(sit: Sit, empty: Path) -> None:
    desk = sit(empty)
    write_meeting(desk)
    desk.until(lambda: desk.shown == "Talks in Tehran" and "participations" in fields(shown(desk)))
    assert fields(shown(desk)) == {
        "date": ["2 August 2023"],
        "place": ["Tehran"],
        "participations": [
            "Viktor Khrenin — Defense Minister; not known for that day; for Belarus"
        ],
    }
    assert sorted(desk.names) == ["Belarus", "Talks in Tehran", "Viktor Khrenin"]
    with Reference.open(empty) as reference:
        assert verify(reference).failures == ()


def test_the_first_field_of_a_new_meeting_says_how_one_goes_on(sit: Sit, empty: Path) -> None:
    desk = sit(empty)
    editor = desk.window.overlays.field_editor
    desk.press(Key.Key_N, CONTROL)
    opened(desk, "Called")
    desk.type("Talks in Tehran")
    desk.press(Key.Key_Return)
    opened(desk, "When")
    assert editor.evidence == "Tab goes on to Where"
    desk.press(Key.Key_Tab)
    opened(desk, "Where")
    assert editor.evidence == ""


def test_enter_keeps_a_long_text_that_was_proposed_and_control_enter_saves_it(
    sit: Sit, path: Path
) -> None:
    desk = sit(path)
    pane, editor = desk.window.panes.detail, desk.window.overlays.field_editor
    desk.go_to("“eastward expansion of NATO”")
    words = fields(shown(desk))["words"][0]
    slot = next(line.value.slot for line in pane.lines if ":words:" in line.value.slot)
    assert pane.focus_slot(slot)
    desk.press(Key.Key_F2)
    opened(desk, "Words")
    desk.press(Key.Key_Return)
    assert editor.text == words
    desk.press(Key.Key_Return)
    assert editor.text == f"{words}\n"
    desk.press(Key.Key_Escape)
    assert fields(shown(desk))["words"] == [words]


def test_a_record_that_is_coming_has_a_page_of_its_own_until_it_is_left(
    sit: Sit, empty: Path, path: Path
) -> None:
    desk = sit(path)
    pane = desk.window.panes.detail
    before = pane.title.text()
    assert before == "Bagheri – Khrenin talks"
    desk.press(Key.Key_N, CONTROL)
    opened(desk, "Called")
    assert pane.title.text() == "New meeting"
    assert pane.lines == ()
    desk.press(Key.Key_Escape)
    desk.until(lambda: pane.title.text() == before)
    assert shown(desk).label == before
    desk.window.open_path(empty)
    desk.settle()
    desk.until(lambda: pane.record_id is None)
    desk.press(Key.Key_N, CONTROL)
    opened(desk, "Called")
    assert pane.title.text() == "New meeting"
    desk.press(Key.Key_Escape)
    desk.until(lambda: pane.record_id is None)


def test_everything_is_undone_and_redone_also_after_a_restart(sit: Sit, empty: Path) -> None:
    desk = sit(empty)
    write_meeting(desk)
    desk.until(lambda: "participations" in fields(shown(desk)))
    whole = fields(shown(desk))
    steps = 0
    with Reference.open(empty) as reference:
        steps = reference.database.rows("SELECT count(*) FROM step")[0][0]
    assert steps == 6
    for _ in range(2):
        desk.press(Key.Key_Z, CONTROL)
        saved(desk)
    desk.window.close()

    desk = sit(empty)
    for _ in range(4):
        desk.press(Key.Key_Z, CONTROL)
        saved(desk)
    desk.until(lambda: desk.ids == ())
    desk.press(Key.Key_Z, CONTROL)
    desk.until(lambda: desk.window.status.currentMessage() == "There is nothing to undo.")
    for _ in range(6):
        desk.press(Key.Key_Z, CONTROL | SHIFT)
        saved(desk)
    desk.until(lambda: "Talks in Tehran" in desk.names)
    desk.go_to("Talks in Tehran")
    assert fields(shown(desk)) == whole
    with Reference.open(empty) as reference:
        assert verify(reference).failures == ()


def test_a_field_keeps_its_value_with_esc_and_says_what_cannot_be(desk: Desk) -> None:
    editor = desk.window.overlays.field_editor
    desk.go_to("Khrenin – Ashtiani meeting")
    before = fields(shown(desk))
    desk.window.panes.detail.focus_first()
    desk.press(Key.Key_F2)
    opened(desk, "When")
    desk.type("2023-02-30")
    assert editor.note == "30 February 2023 is not a day of the calendar."
    desk.press(Key.Key_Return)
    assert editor.isVisible()
    desk.press(Key.Key_Escape)
    desk.until(lambda: not editor.isVisible())
    assert fields(shown(desk)) == before
    assert not desk.session.writer.busy


def test_a_claimed_value_is_not_overwritten_without_words(desk: Desk) -> None:
    editor = desk.window.overlays.field_editor
    desk.go_to("Khrenin – Ashtiani meeting")
    desk.window.panes.detail.focus_first()
    desk.press(Key.Key_F2)
    opened(desk, "When")
    desk.type("2020")
    desk.press(Key.Key_Return)
    desk.until(lambda: "holds what its quotes say" in editor.note)
    desk.press(Key.Key_Escape)


def mark(desk: Desk, words: str) -> None:
    """Mark words of the open source as a person's selection does."""
    reader = desk.window.panes.reader
    assert reader._snapshot is not None
    at = reader._snapshot.text.index(words)
    reader.select(Span(at, at + len(words)))
    desk.until(lambda: desk.session.words.are_marked)


def test_marked_words_become_a_new_meeting_with_its_date_in_the_source_s_words(desk: Desk) -> None:
    desk.go_to("Bagheri – Khrenin talks")
    desk.press(Key.Key_E, CONTROL | SHIFT)
    desk.until(lambda: not desk.window.panes.reader.isHidden())
    mark(desk, "Top military officials from Iran and Belarus met on Wednesday")
    desk.press(Key.Key_N, CONTROL)
    opened(desk, "Called")
    assert desk.window.overlays.field_editor.evidence.startswith(
        "Backed by “Top military officials"
    )
    desk.type("Wednesday talks")
    desk.press(Key.Key_Return)
    opened(desk, "When")
    assert desk.window.overlays.field_editor.text == "2023-08-02"
    assert desk.window.overlays.field_editor.note == "Reads 2 August 2023"
    desk.press(Key.Key_Return)
    saved(desk)
    desk.until(lambda: desk.shown == "Wednesday talks" and "date" in fields(shown(desk)))
    (date,) = [one for field in shown(desk).fields if field.name == "date" for one in field.values]
    assert date.mark is Mark.INFERRED
    assert date.printed == "on Wednesday"
    assert "2 August 2023" in " ".join(date.reasons)
    (card,) = shown(desk).quotes
    assert card.exact.startswith("Top military officials from Iran and Belarus met on Wednesday to")
    assert {backing.label for backing in card.backings} == {"The record holds", "When"}


def test_a_sentence_is_kept_as_a_quote_and_nothing_else(desk: Desk) -> None:
    desk.press(Key.Key_E, CONTROL | SHIFT)
    desk.until(lambda: not desk.window.panes.reader.isHidden())
    with Reference.open(desk.session.reference.path) as reference:
        before = reference.database.rows("SELECT count(*) FROM quote, (SELECT 1)")[0][0]
    mark(desk, "Ukraine")
    desk.press(Key.Key_U, CONTROL)
    desk.until(desk.window.overlays.what_for.isVisible)
    desk.type("only keep")
    desk.press(Key.Key_Return)
    saved(desk)
    with Reference.open(desk.session.reference.path) as reference:
        rows = reference.database.rows("SELECT exact FROM quote ORDER BY id DESC LIMIT 1")
        after = reference.database.rows("SELECT count(*) FROM quote")[0][0]
    assert after in (before, before + 1)
    assert "Ukraine" in rows[0][0] or after == before


def test_evidence_can_be_left_out_with_one_key(desk: Desk) -> None:
    desk.press(Key.Key_E, CONTROL | SHIFT)
    desk.until(lambda: not desk.window.panes.reader.isHidden())
    mark(desk, "Tehran")
    record = shown(desk).id
    desk.session.filling.edit(record, "summary", fresh=True)
    opened(desk, "Summary")
    assert desk.window.overlays.field_editor.evidence.startswith("Backed by “Tehran”")
    desk.press(Key.Key_Q, ALT)
    assert desk.window.overlays.field_editor.evidence.startswith("Unsourced")
    desk.press(Key.Key_Return, CONTROL)
    saved(desk)
    with Reference.open(desk.session.reference.path) as reference:
        detail = record_detail(reference.database, record)
    assert detail is not None
    (summary,) = [f.values[0] for f in detail.fields if f.name == "summary"]
    assert (summary.text, summary.mark) == ("Tehran", Mark.UNSOURCED)


def test_undo_in_a_text_field_is_the_field_s_own_until_it_is_saved(desk: Desk) -> None:
    editor = desk.window.overlays.field_editor
    desk.press(Key.Key_N, CONTROL)
    opened(desk, "Called")
    desk.type("Talks")
    desk.press(Key.Key_Z, CONTROL)
    assert editor.text == ""
    assert not desk.session.writer.busy
    desk.press(Key.Key_Escape)
    desk.until(lambda: not editor.isVisible())
    desk.search("khrenin")
    desk.press(Key.Key_Z, CONTROL)
    desk.until(lambda: desk.session.browsing.query == "")
    assert not desk.session.writer.busy


def test_one_stays_at_a_record_the_table_has_no_row_for(desk: Desk) -> None:
    assert desk.go_to("Khrenin – Ashtiani meeting") != desk.ids[0]
    desk.press(Key.Key_K, CONTROL)
    desk.until(desk.window.quick_open.isVisible)
    desk.type("Tehran")
    quick = desk.window.quick_open
    desk.until(lambda: quick.items.rowCount() > 0)
    for _ in range(quick.items.rowCount()):
        item = quick.current_item
        if item is not None and (item.text, item.icon) == ("Tehran", "place"):
            break
        desk.press(Key.Key_Down)
    desk.press(Key.Key_Return)
    desk.until(lambda: desk.shown == "Tehran")
    place = shown(desk).id
    assert place not in desk.ids
    desk.press(Key.Key_U, CONTROL)
    desk.until(desk.window.overlays.what_for.isVisible)
    desk.type("type")
    desk.press(Key.Key_Return)
    opened(desk, "Type")
    desk.type("venue")
    desk.press(Key.Key_Return)
    saved(desk)
    desk.until(lambda: fields(shown(desk)).get("type") == ["venue"])
    desk.settle()
    assert shown(desk).id == place
