"""Evidence and names edited where they are shown, by keys: weighing, names, posts, tags, lists."""

from collections.abc import Callable
from pathlib import Path

import pytest

from models.checking.verification import verify
from models.editing import add_value
from models.queries.views import FieldView, Mark, RecordDetail, Span, ValueView
from models.reference.reference import Reference
from tests.journeys.conftest import Sit
from tests.journeys.desk import ALT, CONTROL, SHIFT, Desk, Key

MEETING = "Khrenin – Ashtiani meeting"


def shown(desk: Desk) -> RecordDetail:
    detail = desk.session.record.detail
    assert detail is not None
    return detail


def views(desk: Desk, field: str, section: str = "") -> list[ValueView]:
    detail = shown(desk)
    fields: tuple[FieldView, ...] = detail.fields
    if section:
        fields = next((one.fields for one in detail.sections if one.name == section), ())
    return [value for view in fields if view.name == field for value in view.values]


def saved(desk: Desk, holds: Callable[[], bool]) -> None:
    """Wait until everything is written and shown, and `holds`."""
    desk.until(lambda: not desk.session.writer.busy and holds())


def on(desk: Desk, slot: str) -> None:
    """Give the keyboard to the line of `slot`, as the arrows do."""
    assert desk.window.panes.detail.focus_slot(slot)
    desk.until(lambda: desk.window.panes.detail.current_slot == slot)


def choose(desk: Desk, text: str) -> None:
    """Type into the list of what can be done until its first line begins with `text`; Enter."""
    choices = desk.window.overlays.editing.choices
    desk.until(choices.isVisible)
    desk.type(text)
    found = choices.current_item
    assert found is not None, [one.text for one in choices.offered]
    assert text.casefold() in f"{found.text} {found.beside}".casefold()
    desk.press(Key.Key_Return)


def answer(desk: Desk, text: str) -> None:
    """Type into the question that is open; Enter."""
    question = desk.window.overlays.editing.question
    desk.until(lambda: question.isVisible() and desk.has_keyboard(question))
    desk.type(text)
    desk.settle()
    desk.press(Key.Key_Return)


def editing(desk: Desk, label: str) -> None:
    editor = desk.window.overlays.field_editor
    desk.until(lambda: editor.isVisible() and editor._label.text().split(" · ")[0] == label)
    desk.until(lambda: desk.has_keyboard(editor))


def mark(desk: Desk, words: str) -> None:
    reader = desk.window.panes.reader
    if reader.isHidden():
        desk.press(Key.Key_E, CONTROL | SHIFT)
        desk.until(lambda: not reader.isHidden())
    assert reader._snapshot is not None
    at = reader._snapshot.text.index(words)
    reader.select(Span(at, at + len(words)))
    desk.until(lambda: desk.session.words.are_marked)


def sound(desk: Desk) -> None:
    path = desk.session.reference.path
    desk.window.close()
    with Reference.open(path) as reference:
        assert verify(reference).failures == ()


def steps(desk: Desk) -> int:
    with Reference.open(desk.session.reference.path, read_only=True) as reference:
        return int(reference.database.rows("SELECT count(*) FROM step")[0][0])


@pytest.fixture
def disputed(desk: Desk) -> Desk:
    """A meeting with two dates, the second set beside the first with words in hand."""
    desk.go_to(MEETING)
    mark(desk, "Wednesday")
    (date,) = views(desk, "date")
    on(desk, date.slot)
    desk.press(Key.Key_F2)
    editing(desk, "When")
    desk.window.overlays.field_editor.line.selectAll()
    desk.type("2 aug 2023")
    desk.press(Key.Key_Return)
    saved(desk, lambda: len(views(desk, "date")) == 2)
    return desk


def test_two_values_stand_side_by_side_and_one_is_preferred_for_a_reason(disputed: Desk) -> None:
    desk = disputed
    first, second = views(desk, "date")
    assert first.mark is second.mark is Mark.DISPUTED
    assert (first.edtf, second.edtf) == ("2023-07-31", "2023-08-02")
    assert first.grade
    assert first.origins == second.origins == 1
    on(desk, second.slot)
    desk.press(Key.Key_Period, CONTROL)
    choose(desk, "prefer")
    answer(desk, "nearer to the day")
    saved(desk, lambda: views(desk, "date")[0].rank == "preferred")
    preferred, other = views(desk, "date")
    assert (preferred.edtf, preferred.why) == ("2023-08-02", "nearer to the day")
    assert other.mark is Mark.DISPUTED
    assert shown(desk).disputed == 1
    desk.press(Key.Key_Z, CONTROL)
    saved(desk, lambda: views(desk, "date")[0].edtf == "2023-07-31")
    sound(desk)


def test_a_value_is_set_aside_weighed_again_and_its_claim_removed(disputed: Desk) -> None:
    desk = disputed
    second = views(desk, "date")[1]
    on(desk, second.slot)
    desk.press(Key.Key_Period, CONTROL)
    choose(desk, "set aside")
    answer(desk, "a slip of the paper")
    saved(desk, lambda: views(desk, "date")[1].rank == "deprecated")
    first, aside = views(desk, "date")
    assert first.mark is not Mark.DISPUTED
    assert aside.why == "a slip of the paper"
    on(desk, aside.slot)
    desk.window.commands.action("weigh_normal").trigger()
    saved(desk, lambda: views(desk, "date")[1].mark is Mark.DISPUTED)
    on(desk, aside.slot)
    cards = len(shown(desk).quotes)
    desk.window.commands.action("remove_claim").trigger()
    saved(desk, lambda: len(views(desk, "date")) == 1)
    assert cards >= len(shown(desk).quotes)
    sound(desk)


def test_the_commands_collect_what_is_disputed_and_what_has_no_source(disputed: Desk) -> None:
    desk = disputed
    desk.window.commands.action("show_disputed").trigger()
    desk.until(lambda: desk.names == [MEETING])
    desk.window.commands.action("show_unsourced").trigger()
    desk.until(lambda: desk.session.browsing.query == "is:unsourced")
    assert desk.has_keyboard(desk.window.panes.table)


def test_overwriting_what_quotes_say_offers_what_can_be_done(desk: Desk) -> None:
    desk.go_to(MEETING)
    (date,) = views(desk, "date")
    on(desk, date.slot)
    desk.press(Key.Key_F2)
    editing(desk, "When")
    desk.type("2020")
    desk.press(Key.Key_Return)
    editor = desk.window.overlays.field_editor
    desk.until(lambda: editor.items.rowCount() == 3)
    assert "holds what its quotes say" in editor.note
    desk.press(Key.Key_Up)
    assert editor.chosen is not None
    assert editor.chosen.text == "Set those quotes aside and write “2020”…"
    desk.press(Key.Key_Return)
    answer(desk, "I have seen the protocol")
    saved(desk, lambda: views(desk, "date")[0].edtf == "2020")
    held, aside = views(desk, "date")
    assert held.mark is Mark.UNSOURCED
    assert (aside.rank, aside.why) == ("deprecated", "I have seen the protocol")
    desk.press(Key.Key_Z, CONTROL)
    saved(desk, lambda: len(views(desk, "date")) == 1)
    assert views(desk, "date")[0].edtf == date.edtf


def test_marked_words_deny_a_value(desk: Desk) -> None:
    desk.go_to(MEETING)
    mark(desk, "Wednesday")
    (date,) = views(desk, "date")
    on(desk, date.slot)
    desk.window.commands.action("deny_value").trigger()
    saved(desk, lambda: views(desk, "date")[0].mark is Mark.DISPUTED)
    denials = [one for card in shown(desk).quotes for one in card.backings if one.denies]
    assert len(denials) == 1


def test_a_chip_of_a_quote_is_graded_by_keys(desk: Desk) -> None:
    desk.go_to(MEETING)
    assert desk.window.panes.quotes.focus_first()
    desk.press(Key.Key_Tab)
    card = desk.cards[0]
    while card.current_backing is None:
        desk.press(Key.Key_Tab)
    field = card.current_backing.label
    desk.press(Key.Key_Return)
    choose(desk, "credib")
    question = desk.window.overlays.editing.question
    desk.until(question.isVisible)
    assert field in question._label.text()
    answer(desk, "2")
    saved(desk, lambda: not question.isVisible())
    desk.press(Key.Key_Period, CONTROL)
    sound(desk)


def test_names_are_added_with_their_script_and_guessed_language(desk: Desk) -> None:
    desk.go_to("Viktor Khrenin")
    before = len(views(desk, "name", "names"))
    desk.window.commands.action("add_name").trigger()
    editing(desk, "Name")
    desk.type("Віктар Хрэнікаў")
    assert desk.window.overlays.field_editor.note == "Letters: Cyrillic"
    desk.press(Key.Key_Tab)
    editing(desk, "Language")
    assert desk.window.overlays.field_editor.text == "be"
    desk.press(Key.Key_Return)
    saved(desk, lambda: len(views(desk, "name", "names")) == before + 1)
    added = views(desk, "name", "names")[-1]
    assert added.text == "Віктар Хрэнікаў"
    assert added.addition == "be, Cyrl"
    on(desk, added.slot)
    desk.window.commands.action("prefer_name").trigger()
    saved(desk, lambda: shown(desk).label == "Віктар Хрэнікаў")
    on(desk, added.slot)
    desk.press(Key.Key_Delete)
    saved(desk, lambda: len(views(desk, "name", "names")) == before)
    sound(desk)


def test_a_post_is_added_and_each_of_its_parts_edited(desk: Desk) -> None:
    desk.go_to("Viktor Khrenin")
    before = len(views(desk, "tenure", "tenures"))
    desk.window.commands.action("add_post").trigger()
    editing(desk, "Post")
    desk.type("Chief of Staff")
    desk.press(Key.Key_Tab)
    editing(desk, "Of")
    desk.type("Belarus")
    desk.until(lambda: desk.window.overlays.field_editor.chosen is not None)
    desk.press(Key.Key_Tab)
    editing(desk, "From")
    desk.type("2015")
    desk.press(Key.Key_Return)
    saved(desk, lambda: len(views(desk, "tenure", "tenures")) == before + 3)
    start = views(desk, "tenure", "tenures")[-1]
    assert start.text == "from 2015"
    on(desk, start.slot)
    desk.press(Key.Key_F2)
    editing(desk, "From")
    desk.type("2016-05")
    desk.press(Key.Key_Return)
    saved(desk, lambda: views(desk, "tenure", "tenures")[-1].edtf == "2016-05")
    on(desk, start.slot.replace("2015", "2016-05"))
    desk.press(Key.Key_Delete)
    saved(desk, lambda: len(views(desk, "tenure", "tenures")) == before + 2)
    sound(desk)


def test_tags_go_on_several_records_in_one_step(desk: Desk) -> None:
    table = desk.window.panes.table
    desk.go_to("Viktor Khrenin")
    desk.press(Key.Key_2, CONTROL)
    desk.press(Key.Key_Down, SHIFT)
    records = table.selected_ids()
    assert len(records) == 2
    before = steps(desk)
    tags = desk.window.overlays.editing.tags
    desk.press(Key.Key_T, CONTROL)
    desk.until(tags.isVisible)
    for tag in ("defence", "ⵣ 🤝"):
        desk.type(tag)
        desk.press(Key.Key_Return)
    assert tags.isVisible()
    desk.press(Key.Key_Return)
    saved(desk, lambda: not tags.isVisible())
    assert steps(desk) == before + 1
    with Reference.open(desk.session.reference.path, read_only=True) as reference:
        rows = reference.database.rows(
            "SELECT count(*), count(DISTINCT record_id) FROM tagging JOIN tag ON tag.id = tag_id "
            "WHERE tag.text IN ('defence', 'ⵣ 🤝')"
        )
    assert rows == [(4, 2)]


def test_a_tag_is_taken_off_on_its_line(desk: Desk) -> None:
    desk.go_to("Viktor Khrenin")
    desk.press(Key.Key_T, CONTROL)
    desk.until(desk.window.overlays.editing.tags.isVisible)
    desk.type("minister")
    desk.press(Key.Key_Return)
    desk.press(Key.Key_Return, CONTROL)
    saved(desk, lambda: bool(views(desk, "tag", "tags")))
    on(desk, views(desk, "tag", "tags")[0].slot)
    desk.press(Key.Key_Delete)
    saved(desk, lambda: not views(desk, "tag", "tags"))


def test_the_review_state_is_chosen_from_a_list_on_one_key(desk: Desk) -> None:
    desk.go_to("Viktor Khrenin")
    was = shown(desk).review
    desk.press(Key.Key_T, CONTROL | SHIFT)
    choose(desk, "verified")
    saved(desk, lambda: shown(desk).review == "verified")
    desk.press(Key.Key_Z, CONTROL)
    saved(desk, lambda: shown(desk).review == was)


def test_the_title_and_the_note_are_edited_where_they_stand(desk: Desk) -> None:
    desk.go_to("Viktor Khrenin")
    detail = desk.window.panes.detail
    detail.title.setFocus()
    desk.press(Key.Key_F2)
    editing(desk, "Called")
    desk.type("V. Khrenin")
    desk.press(Key.Key_Return)
    saved(desk, lambda: shown(desk).label == "V. Khrenin")
    desk.window.commands.action("edit_note").trigger()
    editing(desk, "Note")
    desk.type("Ask him")
    desk.press(Key.Key_Return)
    desk.type("again")
    desk.press(Key.Key_Return, CONTROL)
    saved(desk, lambda: shown(desk).note == "Ask him\nagain")


def test_topics_are_edited_moved_and_removed_on_their_lines(sit: Sit, path: Path) -> None:
    with Reference.open(path) as reference:
        meeting = reference.database.rows("SELECT id FROM record WHERE label = ?", (MEETING,))[0][0]
        before = [topic for (topic,) in reference.database.rows(
            "SELECT text FROM topic WHERE event_id = ? ORDER BY position", (meeting,))]  # fmt: skip
        for topic in ("first", "second"):
            add_value(reference, record=meeting, field="topics", value=topic)
    desk = sit(path)
    desk.go_to(MEETING)

    def topics() -> list[str]:
        return [one.text for one in views(desk, "topics")]

    assert topics() == [*before, "first", "second"]
    on(desk, f"{meeting}:topics:second")
    desk.press(Key.Key_Up, ALT | SHIFT)
    saved(desk, lambda: topics() == [*before, "second", "first"])
    assert desk.window.panes.detail.current_slot == f"{meeting}:topics:second"
    desk.press(Key.Key_Return)
    editing(desk, "About")
    desk.type("zweitens")
    desk.press(Key.Key_Return)
    saved(desk, lambda: topics() == [*before, "zweitens", "first"])
    on(desk, f"{meeting}:topics:first")
    desk.press(Key.Key_Delete)
    saved(desk, lambda: topics() == [*before, "zweitens"])
    on(desk, f"{meeting}:topics:zweitens")
    desk.press(Key.Key_Period, CONTROL)
    choose(desk, "add another")
    editing(desk, "About")
    desk.type("drittens")
    desk.press(Key.Key_Return)
    saved(desk, lambda: topics() == [*before, "zweitens", "drittens"])
    sound(desk)


def test_a_line_of_another_record_leads_to_where_it_is_edited(desk: Desk) -> None:
    desk.go_to("Viktor Khrenin")
    meetings = next(one for one in shown(desk).sections if one.name == "meetings")
    line = meetings.fields[0].values[0]
    assert line.link is not None
    on(desk, line.slot)
    desk.press(Key.Key_F2)
    desk.until(lambda: shown(desk).id == line.link.id)
    desk.until(lambda: (desk.window.panes.detail.current_slot or "").endswith(":participation"))


def test_what_is_empty_is_offered_below_the_fields_and_filled_by_keys(desk: Desk) -> None:
    desk.go_to("Viktor Khrenin")
    row = desk.window.panes.detail._adding
    words = [button.words for button in row.buttons]
    assert "＋ Born" in words
    row.buttons[words.index("＋ Born")].setFocus()
    desk.press(Key.Key_Return)
    editing(desk, "Born")
    desk.type("1971")
    desk.press(Key.Key_Return)
    saved(desk, lambda: bool(views(desk, "birth")))
    assert "＋ Born" not in [button.words for button in row.buttons]


def test_a_reference_that_is_only_read_offers_nothing_and_says_so(sit: Sit, path: Path) -> None:
    path.chmod(0o444)
    desk = sit()
    reference = Reference.open(path, read_only=True)
    desk.window.show_reference(reference, reference.facts())
    desk.until(lambda: desk.session.can_write)
    desk.go_to(MEETING)
    assert desk.window.panes.detail._adding.isHidden()
    (date,) = views(desk, "date")
    on(desk, date.slot)
    desk.press(Key.Key_Delete)
    assert desk.window.status.currentMessage() == "This reference can only be read"


def test_the_role_of_a_participant_is_filled_from_the_list_of_what_can_be_done(desk: Desk) -> None:
    desk.go_to(MEETING)
    participant = views(desk, "participations")[0]
    on(desk, participant.slot)
    desk.press(Key.Key_Period, CONTROL)
    choose(desk, "role")
    editing(desk, "Role")
    desk.window.overlays.field_editor.line.selectAll()
    desk.type("visitor")
    desk.press(Key.Key_Return)
    saved(desk, lambda: "visitor" in (views(desk, "participations")[0].addition or ""))
    desk.press(Key.Key_Z, CONTROL)
    saved(desk, lambda: views(desk, "participations")[0].addition == participant.addition)


def test_the_connection_of_an_agreement_is_changed_on_its_line(desk: Desk) -> None:
    desk.go_to("Bagheri – Khrenin talks")
    outcome = views(desk, "agreements")[0]
    on(desk, outcome.slot)
    desk.press(Key.Key_F2)
    editing(desk, "Outcome")
    editor = desk.window.overlays.field_editor
    desk.until(lambda: editor.items.rowCount() >= 3)
    assert len({editor.items.item(row).trailing for row in range(3)}) == 3
    desk.press(Key.Key_Escape)
    desk.until(lambda: not editor.isVisible())


def test_an_identifier_is_added_and_changed_on_its_line(desk: Desk) -> None:
    desk.go_to("Viktor Khrenin")
    desk.window.commands.action("add_identifier").trigger()
    answer(desk, "viaf")
    answer(desk, "123")

    def found() -> list[ValueView]:
        return [one for one in views(desk, "identifier", "identifiers") if ":viaf:" in one.slot]

    saved(desk, lambda: bool(found()))
    on(desk, found()[0].slot)
    desk.press(Key.Key_Return)
    question = desk.window.overlays.editing.question
    desk.until(lambda: question.isVisible() and desk.has_keyboard(question))
    assert question.text == "123"
    desk.type("456")
    desk.press(Key.Key_Return)
    saved(desk, lambda: [one.text for one in found()] == ["456"])
    on(desk, found()[0].slot)
    desk.press(Key.Key_Delete)
    saved(desk, lambda: found() == [])
    sound(desk)


def test_a_statement_may_be_called_otherwise_than_by_its_words(desk: Desk) -> None:
    statement = desk.names[1]
    record = desk.go_to(statement)
    desk.session.filling.edit(record, "label")
    editing(desk, "Called")
    desk.window.overlays.field_editor.line.selectAll()
    desk.type("On sanctions")
    desk.press(Key.Key_Return)
    saved(desk, lambda: desk.shown == "On sanctions")
    desk.press(Key.Key_Z, CONTROL)
    saved(desk, lambda: desk.shown == statement)
