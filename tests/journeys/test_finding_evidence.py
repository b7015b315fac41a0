"""From a value nobody is quoted for to a sentence that says it."""

from models.checking.verification import verify
from models.editing.fields import set_field
from models.queries.views import Mark, ValueView
from models.reference.reference import Reference
from tests.journeys.desk import CONTROL, SHIFT, Desk, Key


def value(desk: Desk, name: str) -> ValueView:
    detail = desk.session.record.detail
    nothing = ValueView("", "", Mark.QUOTED)
    if detail is None:
        return nothing
    return next((field.values[0] for field in detail.fields if field.name == name), nothing)


def test_a_value_without_quotes_is_backed_with_a_sentence_by_keys_alone(desk: Desk) -> None:
    record = desk.go_to("Defense cooperation memorandum")
    desk.session.filling.edit(record, "summary")
    editor = desk.window.overlays.field_editor
    desk.until(editor.isVisible)
    desk.type("memorandum of understanding")
    desk.press(Key.Key_Return, CONTROL)
    desk.until(lambda: not editor.isVisible() and not desk.session.writer.busy)
    desk.until(lambda: value(desk, "summary").mark is Mark.UNSOURCED)

    detail = desk.window.panes.detail
    assert detail.focus_slot(value(desk, "summary").slot)
    desk.press(Key.Key_F, CONTROL | SHIFT)
    found = desk.window.overlays.evidence
    desk.until(lambda: found.isVisible() and found.items.rowCount() == 1)
    item = found.items.item(0)
    words = item.text[item.spans[0].start : item.spans[0].end]
    assert words == "memorandum of understanding"
    assert "1 source was read" in found._footer.text()
    desk.press(Key.Key_Return)
    desk.until(lambda: value(desk, "summary").mark is Mark.QUOTED)
    assert not found.isVisible()
    with Reference.open(desk.session.reference.path) as reference:
        assert verify(reference).failures == ()
    desk.press(Key.Key_Z, CONTROL)
    desk.until(lambda: value(desk, "summary").mark is Mark.UNSOURCED)


def test_what_no_sentence_says_is_told_and_esc_leaves(desk: Desk) -> None:
    record = desk.go_to("Viktor Khrenin")
    set_field(desk.session.reference, record=record, field="description", value="a gardener")
    desk.session.browsing.refresh()
    desk.until(lambda: value(desk, "description").text == "a gardener")
    assert desk.window.panes.detail.focus_slot(value(desk, "description").slot)
    desk.press(Key.Key_F, CONTROL | SHIFT)
    found = desk.window.overlays.evidence
    desk.until(lambda: "No sentence says “a gardener”" in found._says.text())
    desk.press(Key.Key_Escape)
    desk.until(lambda: not found.isVisible())
    assert desk.has_keyboard(desk.window.panes.detail)
