"""A reading that leans on words before it, and on a reason of the editor's."""

from models.checking.verification import verify
from models.queries.detail import record_detail
from models.queries.views import Mark, Span
from models.reference.reference import Reference
from tests.journeys.desk import ALT, CONTROL, SHIFT, Desk, Key


def mark(desk: Desk, words: str) -> None:
    reader = desk.window.panes.reader
    at = reader.text.stored.text.index(words)
    reader.select(Span(at, at + len(words)))
    desk.until(lambda: desk.session.words.are_marked)


def test_he_added_leans_on_the_sentence_that_names_him(desk: Desk) -> None:
    desk.press(Key.Key_E, CONTROL | SHIFT)
    reader = desk.window.panes.reader
    desk.until(lambda: not reader.isHidden() and desk.has_keyboard(reader.text))
    mark(desk, "Bagheri said")
    desk.press(Key.Key_L)
    assert reader.leaning == reader.selection()
    mark(desk, "He added that countries facing")
    desk.press(Key.Key_S, CONTROL | SHIFT)
    editor = desk.window.overlays.field_editor
    desk.until(editor.isVisible)
    # The words are what they are; who said them leans on the sentence before.
    assert "leaning on" not in editor.evidence
    desk.press(Key.Key_Return, CONTROL)
    desk.until(lambda: editor.isVisible() and editor._label.text() == "Speaker")
    assert "leaning on “Bagheri said”" in editor.evidence
    editor.line.clear()
    desk.type("Mohammad Bagheri")
    desk.until(lambda: editor.chosen is not None and editor.chosen.text == "Mohammad Bagheri")
    desk.press(Key.Key_R, ALT)
    desk.type("he is Bagheri")
    desk.press(Key.Key_Return)
    desk.until(lambda: not editor.isVisible() and not desk.session.writer.busy)
    detail = desk.session.record.detail
    assert detail is not None
    with Reference.open(desk.session.reference.path) as reference:
        shown = record_detail(reference.database, detail.id)
        assert shown is not None
        speaker = next(field.values[0] for field in shown.fields if field.name == "speaker")
        assert speaker.mark is Mark.INFERRED
        said = " ".join(speaker.reasons)
        assert "he is Bagheri" in said
        assert "Bagheri said that military cooperation" in said
        assert verify(reference).failures == ()
    desk.press(Key.Key_4, CONTROL)
    desk.press(Key.Key_Escape)
    desk.press(Key.Key_L)
    assert reader.leaning is None


def test_the_editor_never_covers_the_words_it_uses(desk: Desk) -> None:
    desk.press(Key.Key_E, CONTROL | SHIFT)
    reader, editor = desk.window.panes.reader, desk.window.overlays.field_editor
    desk.until(lambda: not reader.isHidden() and desk.has_keyboard(reader.text))
    for size in ((1360, 860), (900, 640)):
        desk.window.resize(*size)
        mark(desk, "The meeting in Tehran")
        reader.text.ensureCursorVisible()
        desk.settle()
        words = reader.words_bar.words_place()
        assert words is not None
        desk.press(Key.Key_N, CONTROL)
        desk.until(editor.isVisible)
        assert not editor._free.isEmpty()
        editor.open("Called", "x", editor._free, long=False, hint="", free=editor._free)
        editor.say("It cannot be so.", problem=True)
        assert editor._sign.isVisible()
        assert not editor.geometry().intersects(editor._free)
        assert desk.window.rect().contains(editor.geometry())
        desk.press(Key.Key_Escape)
        desk.until(lambda: not editor.isVisible())
