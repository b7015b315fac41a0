"""Sources: their own data, their copies, their pages, and reading them."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication

from desktop.window.report import Report
from models.checking.verification import verify
from models.editing import create_record, set_field
from models.queries.views import Span
from models.reference.reference import Reference
from tests.journeys.conftest import Sit
from tests.journeys.desk import CONTROL, SHIFT, Desk, Key
from tests.models.capture.documents import pdf

FIRST = "Officials met in Tehran on Wednesday.\n\nThe talks lasted an hour.\n"
PAGES = [[(60, 700, "Officials met in Tehran.")], [(60, 700, "The talks lasted an hour.")]]
SECOND = "Officials met in Tehran on Wednesday.\n\nThe talks lasted two hours.\n"


@pytest.fixture
def empty(tmp_path: Path) -> Path:
    path = tmp_path / "notes.attache"
    Reference.create(path, title="Notes").close()
    return path


def take_in(desk: Desk, path: Path) -> None:
    reader = desk.window.panes.reader
    before = reader.snapshot_id
    desk.window.taking_in.add_files([path], desk.session.reference)
    desk.until(lambda: not reader.isHidden() and reader.snapshot_id != before)
    desk.settle()


def mark(desk: Desk, words: str) -> None:
    reader = desk.window.panes.reader
    at = reader.text.stored.text.index(words)
    reader.select(Span(at, at + len(words)))
    desk.until(lambda: desk.session.words.are_marked)


def saved(desk: Desk) -> None:
    desk.until(lambda: not desk.session.writer.busy)


def source_shown(desk: Desk) -> int:
    desk.until(lambda: desk.session.record.detail is not None)
    detail = desk.session.record.detail
    assert detail is not None
    assert detail.kind == "source"
    return detail.id


def test_a_quote_from_a_pdf_says_its_page(sit: Sit, empty: Path, tmp_path: Path) -> None:
    report = tmp_path / "report.pdf"
    report.write_bytes(pdf(PAGES))
    desk = sit(empty)
    take_in(desk, report)
    mark(desk, "The talks lasted an hour.")
    desk.press(Key.Key_U, CONTROL | SHIFT)
    saved(desk)
    mark(desk, "Officials met")
    desk.press(Key.Key_N, CONTROL)
    desk.until(desk.window.overlays.field_editor.isVisible)
    desk.press(Key.Key_Return)
    saved(desk)
    desk.press(Key.Key_Escape)
    with Reference.open(empty) as reference:
        rows = reference.database.rows("SELECT exact, locator FROM quote ORDER BY id")
        assert rows == [
            ("The talks lasted an hour.", "p. 2"),
            ("Officials met in Tehran.", "p. 1"),
        ]
        assert verify(reference).failures == ()
    desk.until(lambda: bool(desk.cards))
    assert "p. 1" in desk.session.record.detail.quotes[0].citation  # type: ignore[union-attr]


def test_a_newer_copy_of_the_source_shown_tells_which_quotes_stand(
    sit: Sit, empty: Path, tmp_path: Path
) -> None:
    first = tmp_path / "first.txt"
    first.write_text(FIRST)
    desk = sit(empty)
    take_in(desk, first)
    source = source_shown(desk)
    for words in ("met in Tehran", "lasted an hour"):
        mark(desk, words)
        desk.press(Key.Key_U, CONTROL | SHIFT)
        saved(desk)
    mime = QMimeData()
    mime.setText(SECOND)
    QGuiApplication.clipboard().setMimeData(mime)
    header, reader = desk.window.panes.reader.header, desk.window.panes.reader
    assert header.copies_button.isHidden()
    old = reader.snapshot_id
    desk.window.commands.action("paste_copy").trigger()
    desk.until(lambda: reader.snapshot_id != old and header.copies_button.isVisible())
    assert header.copies_button.text() == "Copy 2 of 2"
    (line,) = desk.window.progress.lines
    assert "1 of 2 quotes stand word for word in the new copy" in line.text
    said = reader.passage_bar.said
    desk.until(lambda: said.text().startswith("Nothing is quoted from this copy. 1 of 2 quotes"))
    with Reference.open(empty) as reference:
        assert reference.database.rows("SELECT DISTINCT source_id FROM snapshot") == [(source,)]

    desk.click(header.copies_button)
    overlay = desk.window.overlays.copies
    desk.until(overlay.isVisible)
    told = [item.trailing for item in overlay._all]
    assert told[0].endswith("shown now")
    assert told[2:] == ["does not stand here", "stands here"]
    desk.type("stands here")
    desk.press(Key.Key_Return)
    desk.until(lambda: reader.selection() is not None)
    span = reader.selection()
    assert span is not None
    assert reader.text.stored.text[span.start : span.end].startswith("Officials met in Tehran")

    desk.window.commands.action("copies").trigger()
    desk.until(overlay.isVisible)
    desk.type("not stand")
    desk.press(Key.Key_Return)
    desk.until(lambda: reader.snapshot_id == old and reader.current_quote_id is not None)
    assert header.copies_button.text() == "Copy 1 of 2"
    QGuiApplication.clipboard().clear()


def test_a_newer_copy_that_was_hard_to_read_still_says_first_which_quotes_stand(
    sit: Sit, empty: Path, tmp_path: Path
) -> None:
    first, second = tmp_path / "first.txt", tmp_path / "second.txt"
    first.write_text(FIRST)
    second.write_bytes(SECOND.encode() + b"\x00")
    desk = sit(empty)
    take_in(desk, first)
    mark(desk, "The talks lasted an hour.")
    desk.window.commands.action("keep_quote").trigger()
    saved(desk)
    reader, source = desk.window.panes.reader, desk.session.source_meant
    old = reader.snapshot_id
    desk.window.taking_in.add_files([second], desk.session.reference, of_source=source)
    desk.until(lambda: reader.snapshot_id != old)
    (line,) = desk.window.progress.lines
    assert "0 of 1 quotes stand word for word in the new copy; 1 is gone." in line.text
    assert line.action_button.text() == "Show the report"


def test_a_source_is_read_from_its_record_and_from_the_table(
    sit: Sit, empty: Path, tmp_path: Path
) -> None:
    first = tmp_path / "first.txt"
    first.write_text(FIRST)
    desk = sit(empty)
    take_in(desk, first)
    reader = desk.window.panes.reader
    desk.press(Key.Key_Escape)
    desk.until(reader.isHidden)
    desk.press(Key.Key_R, CONTROL)
    desk.until(lambda: not reader.isHidden() and desk.has_keyboard(reader.text))
    desk.press(Key.Key_Escape)
    desk.until(reader.isHidden)
    desk.window.commands.action("show_sources").trigger()
    desk.until(lambda: len(desk.ids) == 1)
    desk.go_to("first")
    desk.window.panes.table.view.setFocus()
    desk.press(Key.Key_Return)
    desk.until(lambda: not reader.isHidden())


def test_readings_that_move_with_the_date_of_their_source_are_told_until_closed(
    desk: Desk,
) -> None:
    source = desk.session.reference
    with source.connected() as database:
        (record,) = database.rows("SELECT record_id FROM source")[0]
    desk.session.filling.edit(record, "date")
    editor = desk.window.overlays.field_editor
    desk.until(editor.isVisible)
    desk.type("10 Aug 2023")
    desk.press(Key.Key_Return)
    saved(desk)
    desk.until(lambda: desk.window.banner.text.endswith("And 9 more."))
    desk.click(desk.window.banner.action_button)
    (report,) = desk.window.findChildren(Report)
    assert (
        "“on Wednesday” in Bagheri – Khrenin talks now reads 9 August 2023."
        in report.text.toPlainText()
    )
    assert "None" not in report.text.toPlainText()
    report.close()
    with source.connected() as database:
        assert verify(source).failures == ()
        assert database.rows("SELECT date_edtf FROM source") == [("2023-08-10",)]


FIELDS = [
    ("title", "Another title"),
    ("date", "2023-08-02"),
    ("type", "Webpage"),
    ("container", "The Wire"),
    ("language", "en"),
    ("url", "https://example.org/story"),
    ("archive_url", "https://example.org/archived"),
    ("accessed", "2023-08-03"),
    ("reliability", "B"),
    ("authors", "Doe, Jane; The Desk"),
    ("csl", "Volume: 3; page: 12–14"),
]


def described(desk: Desk) -> dict[str, str]:
    detail = desk.session.record.detail
    assert detail is not None
    return {
        line.name: line.values[0].text
        for section in detail.sections
        if section.name == "described"
        for line in section.fields
    }


def test_every_field_of_a_source_is_edited_where_it_stands(
    sit: Sit, empty: Path, tmp_path: Path
) -> None:
    first = tmp_path / "first.txt"
    first.write_text(FIRST)
    desk = sit(empty)
    take_in(desk, first)
    source = source_shown(desk)
    desk.press(Key.Key_Escape)
    editor = desk.window.overlays.field_editor
    for name, text in FIELDS:
        desk.session.filling.edit(source, name)
        desk.until(editor.isVisible)
        desk.type(text)
        desk.press(Key.Key_Return)
        saved(desk)
        desk.until(lambda: not editor.isVisible())
    desk.until(
        lambda: (
            described(desk) == {"authors": "Doe, Jane; The Desk", "csl": "volume: 3; page: 12–14"}
        )
    )
    desk.session.filling.edit(source, "publisher")
    desk.until(editor.isVisible)
    desk.type("IRNA")
    desk.until(lambda: editor.chosen is not None)
    desk.press(Key.Key_Return)
    saved(desk)
    desk.until(lambda: not editor.isVisible())
    with Reference.open(empty) as reference:
        rows = reference.database.rows(
            "SELECT title, date_edtf, type, container, language, url, archive_url, accessed, "
            "reliability, record.label FROM source JOIN record ON record.id = publisher_id"
        )
        assert rows == [
            ("Another title", "2023-08-02", "webpage", "The Wire", "en",
             "https://example.org/story", "https://example.org/archived", "2023-08-03", "B", "IRNA")
        ]  # fmt: skip
        assert reference.database.rows("SELECT csl FROM source") == [
            ('{"volume": "3", "page": "12–14"}',)
        ]
        assert reference.database.rows(
            "SELECT literal, family, given FROM author ORDER BY position"
        ) == [(None, "Doe", "Jane"), ("The Desk", None, None)]
        assert verify(reference).failures == ()


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The addresses that the browser was given; none leaves the test."""
    found: list[str] = []

    def keep(url: QUrl) -> bool:
        found.append(url.toString(QUrl.ComponentFormattingOption.FullyEncoded))
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", keep)
    return found


def with_address(path: Path, url: str) -> int:
    with Reference.open(path) as reference:
        source = create_record(reference, kind="source", label="A report").focus
        assert source is not None
        set_field(reference, record=source, field="url", value=url)
    return source


def question(desk: Desk) -> str:
    desk.until(lambda: any(line.asks for line in desk.window.progress.lines))
    return desk.window.progress.lines[-1].text.replace("\u200b", "")


def test_an_address_is_shown_whole_before_it_is_opened(
    sit: Sit, empty: Path, opened: list[str]
) -> None:
    source = with_address(empty, "https://example.org/خبر?id=1")
    desk = sit(empty)
    desk.session.browsing.show_record(source)
    desk.until(lambda: desk.session.source_meant is not None)
    desk.window.commands.action("open_address").trigger()
    assert question(desk).endswith("?\nhttps://example.org/%D8%AE%D8%A8%D8%B1?id=1")
    desk.press(Key.Key_Escape)
    assert opened == []
    detail = desk.window.panes.detail
    line = next(one for one in detail.lines if one.value.is_address)
    desk.click(line.text, line.text.link_point())
    question(desk)
    assert opened == []
    desk.press(Key.Key_Return)
    assert opened == ["https://example.org/%D8%AE%D8%A8%D8%B1?id=1"]
    line.text.setFocus()
    desk.press(Key.Key_Return)
    question(desk)
    desk.press(Key.Key_Return)
    assert len(opened) == 2


def test_a_host_that_looks_like_another_is_spelled_out_and_enter_leaves_it(
    sit: Sit, empty: Path, opened: list[str]
) -> None:
    source = with_address(empty, "https://аррӏе.com/login")
    desk = sit(empty)
    desk.session.browsing.show_record(source)
    desk.until(lambda: desk.session.source_meant is not None)
    desk.window.commands.action("open_address").trigger()
    said = question(desk)
    assert "https://xn--80ak6aa92e.com/login" in said
    assert said.endswith("Its host is written “аррӏе.com”, but is sent as xn--80ak6aa92e.com.")
    desk.press(Key.Key_Return)
    assert opened == []


@pytest.mark.parametrize("url", ["file:///etc/passwd", "javascript:alert(1)", "see the archive"])
def test_what_is_no_address_of_the_web_is_no_link_and_never_opened(
    sit: Sit, empty: Path, opened: list[str], url: str
) -> None:
    source = with_address(empty, url)
    desk = sit(empty)
    desk.session.browsing.show_record(source)
    desk.until(lambda: desk.session.source_meant is not None)
    assert not any(one.value.is_address for one in desk.window.panes.detail.lines)
    desk.window.commands.action("open_address").trigger()
    desk.until(lambda: len(desk.window.progress.lines) == 1)
    assert desk.window.progress.lines[0].text.endswith("opened.")
    assert opened == []
