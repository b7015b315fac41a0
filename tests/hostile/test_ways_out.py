"""Every way by which words of a reference leave the window is known, and what guards it.

Clipboards, files, and names that are proposed. A way that is new fails here until somebody has
said what it does with words that are a formula, markup or a path elsewhere.
"""

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

from models.backups import making
from models.backups.place import room
from models.backups.restoring import free_beside
from models.files.naming import is_kept_for_a_device
from models.queries.cards import citation

CHECKOUT = Path(__file__).resolve().parents[2]
WAY_OUT = re.compile(
    r"clipboard(?:\(\))?\.set\w+\(|QMimeData\(\)|mime\.set\w+\(|\.setHtml\(|\.toHtml\(|csv\.writer"
    r"|\.write_text\(|\.write_bytes\(|\.open\(\"[wxa]b?\"|getSaveFileName\("
    r"|QPdfWriter|QPrinter|QDrag\("
)
KNOWN = {
    # Clipboards: text alone, never HTML.
    "desktop/table/pane.py": "rows: no cell is a formula (tests/desktop/table/test_text.py)",
    "desktop/window/record_shown.py": "a quote letter by letter, and its place as one line (below)",
    "desktop/detail/pane.py": "one value letter by letter, and the same",
    "desktop/quotes/card.py": "words letter by letter",
    "desktop/quotes/passage.py": "words letter by letter",
    "desktop/reader/stored_text.py": "words letter by letter",
    "desktop/text/carried_words.py": "a mark of our own that what is dragged comes from here",
    "desktop/reader/header.py": "a hash",
    "desktop/window/report.py": "a traceback",
    "desktop/app.py": "what is there already",
    # Names: those of the open file, or fixed ones; what is typed passes desktop/files/naming.
    "desktop/files/filing.py": "the open file's own name with (copy)",
    "desktop/window/choosing.py": "fixed names",
    # Files of a name of ours, and what is in them.
    "desktop/theme/icons.py": "pictures of ours",
    "models/backups/backup.py": "a note beside a backup, as JSON",
    "models/backups/copying.py": "the file itself",
    "models/backups/place.py": "the folder that somebody chose",
    "models/backups/restoring.py": "the file itself",
    "models/reference/plain_bytes.py": "the file itself",
}
WORDS = ["../../up", "..\\up", "CON", "nul", "a/b", "C:x", "=1+1", "<b>", "a\nb", "x. ", "\0", ""]


def test_every_way_out_is_known() -> None:
    found = {
        path.relative_to(CHECKOUT).as_posix()
        for folder in ("desktop", "models")
        for path in (CHECKOUT / folder).rglob("*.py")
        if WAY_OUT.search(path.read_text("utf-8"))
    }
    assert found == set(KNOWN)


def test_no_html_goes_to_a_clipboard() -> None:
    html = re.compile(r"\.setHtml\(|\.toHtml\(|text/html\"?, ")
    for path in (CHECKOUT / "desktop").rglob("*.py"):
        assert not html.search(path.read_text("utf-8")), path


@pytest.mark.parametrize("uid", WORDS)
def test_the_folder_of_backups_is_one_folder_whatever_a_file_says(uid: str, tmp_path: Path) -> None:
    place = room(uid, tmp_path)
    assert place.parent == tmp_path
    assert place.resolve() == place
    assert re.fullmatch(r"[A-Za-z0-9-]+", place.name)
    assert not is_kept_for_a_device(place.name)


@pytest.mark.parametrize("reason", WORDS)
def test_a_backup_is_named_by_its_moment_and_by_letters(reason: str) -> None:
    name = f"{datetime(2026, 3, 4, tzinfo=UTC):%Y-%m-%dT%H-%M-%SZ} {making._in_a_name(reason)}"
    assert not re.search(r'[/\\:*?"<>|.\x00-\x1f]', name)
    assert not is_kept_for_a_device(f"{name}.attache")


@pytest.mark.parametrize("stem", ["a..", "CON (old)", "=1+1", "<b>"])
def test_what_is_restored_stands_beside_the_file(stem: str, tmp_path: Path) -> None:
    found = free_beside(tmp_path / f"{stem}.attache", "2026-03-04 08.00")
    assert found.parent == tmp_path
    assert found.name == f"{stem} (2026-03-04 08.00).attache"
    assert not is_kept_for_a_device(found.name)


@pytest.mark.parametrize("end", ["\n", "\r", "\t", "\r\n", "\u2028", "\x0b", "\x1e"])
def test_the_place_of_a_quote_is_one_line_that_begins_with_a_dash(end: str) -> None:
    hostile = f"A title{end}=cmd|' /C calc'!A0"
    said = citation(
        "Words",
        hostile,
        publisher=hostile,
        published=None,
        sourced=False,
        paragraph=3,
        url=f"https://a.example/{end}+1",
        digest="abc",
        locator=f"p. 1{end}@SUM(A1)",
    )
    words, place = said.split("\n")
    assert words == "“Words”"
    assert place.startswith("— ")
    assert place.isprintable()
    assert "A title =cmd" in place
