"""What an edit or another program changes in the file is seen, and nobody loses their place."""

from pathlib import Path

import apsw
import pytest

from desktop.window import browsing
from tests.journeys.desk import Desk

RENAMED = "UPDATE record SET label = 'The talks in Tehran' WHERE label LIKE 'Khrenin%Ashtiani%'"


def change(path: Path, statement: str) -> None:
    """Change the file as an edit does: the laws stay on."""
    connection = apsw.Connection(str(path))
    connection.execute(statement)
    connection.close()


def test_another_program_s_change_is_seen_by_itself(
    desk: Desk, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert browsing.LOOK_MILLISECONDS <= 5_000
    record = desk.go_to("Khrenin – Ashtiani meeting")
    order = desk.ids
    desk.session.browsing.look_for_changes()
    desk.settle()
    change(path, RENAMED)
    desk.session.browsing.look_for_changes()
    desk.until(lambda: desk.shown == "The talks in Tehran")
    assert "The talks in Tehran" in desk.names
    assert desk.ids == order
    assert desk.window.panes.table.current_id == record


def test_a_refresh_keeps_selection_and_scroll_and_counts_again(desk: Desk, path: Path) -> None:
    table = desk.window.panes.table
    record = desk.go_to("Khrenin – Ashtiani meeting")
    top = table.view.verticalScrollBar().value()
    counted = {label: count for _, label, count in desk.lines("KIND")}
    gone = next(each for each in desk.ids if each != record)
    change(path, f"UPDATE record SET trashed = '2026-01-01T00:00:00Z' WHERE id = {gone}")
    desk.session.browsing.refresh((gone,))
    desk.until(lambda: gone not in desk.ids)
    assert table.current_id == record
    assert table.selected_ids() == (record,)
    assert table.view.verticalScrollBar().value() == top
    now = {label: count for _, label, count in desk.lines("KIND")}
    assert now["All records"] == counted["All records"] - 1


def test_a_refresh_after_an_edit_is_not_taken_for_somebody_else_s(
    desk: Desk, path: Path, qtbot: object
) -> None:
    refreshed: list[object] = []
    desk.session.browsing.refreshed.connect(refreshed.append)
    change(path, RENAMED)
    desk.session.browsing.refresh(desk.ids[:1])
    desk.settle()
    desk.session.browsing.look_for_changes()
    desk.settle()
    assert refreshed == [tuple(desk.ids[:1])]


def test_nothing_is_read_again_when_nothing_was_changed(desk: Desk) -> None:
    refreshed: list[object] = []
    desk.session.browsing.refreshed.connect(refreshed.append)
    for _ in range(3):
        desk.session.browsing.look_for_changes()
        desk.settle()
    assert refreshed == []


def test_a_change_seen_while_a_record_is_on_its_way_does_not_bring_back_the_one_before(
    desk: Desk,
) -> None:
    table, detail = desk.window.panes.table, desk.window.panes.detail
    first, second = desk.ids[:2]
    assert table.select(first)
    desk.until(lambda: detail.record_id == first)
    assert table.select(second)
    desk.session.browsing.refreshed.emit(())
    desk.settle()
    assert table.current_id == second
    assert detail.record_id == second
