"""A reference whose words try to be more than words: everywhere they are shown as words."""

from pathlib import Path

import apsw
import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QAbstractItemView, QApplication, QLabel, QTableView, QWidget

from models.reference.reference import Reference
from tests.journeys.desk import CONTROL, Desk, Key

MARKUP = "<img src='/etc/hostname'><b>bold</b>"
ACTING = "\x1b]0;x\x07\u202e\u2066"
LONG = "long " * 2_000
ROWS_LOOKED_AT = 30
NO_PARENT = QModelIndex()


def poisoned(path: Path, words: str) -> Path:
    """Put `words` into every label, name, title and note, behind the backs of all laws."""
    with Reference.open(path) as reference, reference.step(label=f"Step {words}") as step:
        reference.database.run("UPDATE record SET review = 'checked' WHERE kind = 'official'")
        assert step
    connection = apsw.Connection(str(path))
    connection.config(apsw.SQLITE_DBCONFIG_ENABLE_TRIGGER, 0)
    connection.execute("PRAGMA ignore_check_constraints = ON")
    for statement in (
        "UPDATE meta SET value = ?1 || value WHERE key = 'title'",
        "UPDATE record SET label = ?1 || label, note = ?1, who = ?1 || who",
        "UPDATE name SET text = ?1 || text",
        "UPDATE source SET title = ?1 || title, url = ?1",
        "UPDATE snapshot SET text_sha256 = ?1, method = ?1, extractor = ?1",
        "UPDATE tenure SET title = ?1 || title",
        "UPDATE attribution SET printed = ?1 || printed",
        "INSERT INTO saved_view (uid, name, query) VALUES (printf('%036d', 1), ?1, ?1)",
        "INSERT INTO tag (uid, text) VALUES (printf('%036d', 2), ?1)",
    ):
        connection.execute(statement, (words,))
    connection.execute(
        "INSERT INTO tagging (tag_id, record_id) SELECT 1, id FROM record WHERE kind = 'meeting'"
    )
    connection.close()
    return path


def tips(view: QAbstractItemView) -> list[str]:
    """Return what a list or table says where the mouse rests."""
    model = view.model()
    if model is None:
        return []
    # A list hides how many columns it has: it has one.
    columns = model.columnCount(NO_PARENT) if isinstance(view, QTableView) else 1
    return [
        str(model.index(row, column).data(Qt.ItemDataRole.ToolTipRole))
        for row in range(min(model.rowCount(NO_PARENT), ROWS_LOOKED_AT))
        for column in range(columns)
    ]


def interpreted(window: QWidget) -> list[str]:
    """Return what would be read as markup though it is a file's own words."""
    widgets = [window, *window.findChildren(QWidget)]
    rich = [widget.toolTip() for widget in widgets]
    rich += [action.toolTip() for action in window.findChildren(QAction)]
    for widget in widgets:
        if isinstance(widget, QLabel) and widget.textFormat() != Qt.TextFormat.PlainText:
            rich.append(widget.text())
        if isinstance(widget, QAbstractItemView):
            rich += tips(widget)
    return [words[:120] for words in rich if "<img" in words]


def walked(desk: Desk) -> list[str]:
    """Look at records of every kind, the source, quick open and the past; tell what is read."""
    window = desk.window
    found = interpreted(window)
    for query in ("kind:official", "kind:meeting", "kind:source", "with:nobody-like-that"):
        window.search.set_text(query)
        desk.settle()
        found += interpreted(window)
    window.search.set_text("")
    desk.settle()
    quote = window.commands.action("open_quote")
    if quote.isEnabled():
        quote.trigger()
        desk.settle()
        found += interpreted(window)
    for key in (Key.Key_P, Key.Key_H):
        desk.press(key, CONTROL)
        desk.settle()
        found += interpreted(window)
        desk.press(Key.Key_Escape)
        desk.settle()
    return found


@pytest.mark.parametrize("words", [MARKUP, ACTING, LONG], ids=["markup", "controls", "long"])
def test_words_of_a_file_are_shown_as_words(sit, path, words, qtlog):
    desk = sit(poisoned(path, words))
    bugs: list[object] = []
    desk.session.crashed.connect(bugs.append)
    assert walked(desk) == []
    assert bugs == []
    title = desk.window.windowTitle()
    assert len(title) < 400
    assert not {"\x1b", "\x07", "\u202e", "\n"} & set(title)
    assert not [box for box in QApplication.topLevelWidgets() if box.isModal() and box.isVisible()]
