"""What is shown while letters come one after the other: rows at once, the rest after the last."""

from PySide6.QtCore import QTimer

from tests.journeys.desk import CONTROL, Desk, Key


class Told:
    """Counts what the window is told."""

    def __init__(self, desk: Desk) -> None:
        browsing = desk.session.browsing
        self.answers: list[int] = []
        """How many records each answer held."""
        self.records: list[int] = []
        self.counts = 0
        browsing.found.connect(lambda outcome: self.answers.append(len(outcome.ids)))
        browsing.record_read.connect(lambda detail: self.records.append(detail.id))
        browsing.faceted.connect(lambda _: self._counted())

    def _counted(self) -> None:
        self.counts += 1


def type_on(desk: Desk, text: str) -> None:
    """Type each letter as soon as the rows for the one before are there."""
    desk.press(Key.Key_F, CONTROL)
    desk.until(desk.window.search.hasFocus)
    letters = list(text)

    def go_on(*_: object) -> None:
        if letters:
            # Not within the answer: it is still being shown.
            letter = letters.pop(0)
            QTimer.singleShot(0, desk.window, lambda: desk.type(letter))

    desk.session.browsing.found.connect(go_on)
    go_on()
    desk.until(lambda: not letters and desk.session.browsing.query == text)


def test_every_letter_is_answered_but_the_record_and_the_counts_wait_for_the_last(
    desk: Desk,
) -> None:
    told = Told(desk)
    type_on(desk, "khrenin")
    assert len(told.answers) == len("khrenin")
    assert told.records == [desk.window.panes.table.current_id]
    assert told.counts == 1
    assert desk.window.panes.detail.record_id == told.records[0]


def test_who_leaves_the_field_before_the_record_came_has_it_read_at_once(desk: Desk) -> None:
    browsing = desk.session.browsing
    desk.press(Key.Key_F, CONTROL)
    desk.until(desk.window.search.hasFocus)
    with desk.qtbot.waitSignal(browsing.found):
        desk.type("k")
    assert browsing.record_asked is not None
    desk.press(Key.Key_Return)
    assert desk.session.jobs.busy or browsing.record_asked is None
    desk.settle()
    panes = desk.window.panes
    assert panes.detail.record_id == panes.table.current_id


def test_who_leafs_through_the_table_sees_the_record_where_they_rest(desk: Desk) -> None:
    told, browsing = Told(desk), desk.session.browsing
    desk.window.panes.table.setFocus()
    desk.press(Key.Key_End)
    assert browsing.waits
    desk.press(Key.Key_PageUp)
    desk.settle()
    assert told.records == [desk.window.panes.table.current_id]
    desk.press(Key.Key_Up)
    assert not browsing.waits
    desk.settle()
    assert told.records[1:] == [desk.window.panes.table.current_id]


def test_a_record_that_is_gone_on_from_before_it_came_passes_by(desk: Desk) -> None:
    told, browsing = Told(desk), desk.session.browsing
    desk.window.panes.table.select_next()
    assert not browsing.waits
    desk.window.panes.table.select_next()
    assert browsing.waits
    desk.settle()
    assert told.records == [desk.ids[2]]
    desk.window.panes.table.select_next()
    assert not browsing.waits
