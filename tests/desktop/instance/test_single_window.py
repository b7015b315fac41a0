import signal
import socket as sockets
import stat
import sys

import pytest
from PySide6.QtCore import QObject
from PySide6.QtNetwork import QLocalSocket

from desktop.instance.messages import ANSWER, LONGEST
from desktop.instance.place import NoMeetingPlaceError, meeting_place
from desktop.instance.single_window import AlreadyOpenError, NotAnsweringError, SingleWindow

pytestmark = pytest.mark.skipif(
    sys.platform == "win32", reason="proved with sockets and signals that Windows has not"
)


@pytest.fixture
def window(qtbot, reference):
    single = SingleWindow(reference)
    yield single
    single.close()


def say(path, words):
    """A caller of no particular manners; the socket is the caller's to read from."""
    caller = sockets.socket(sockets.AF_UNIX)
    caller.connect(meeting_place(path).server)
    caller.sendall(words)
    return caller


def test_a_second_start_raises_the_first_ones_window_with_its_token(qtbot, window, start):
    with qtbot.waitSignal(window.raise_requested, timeout=20_000) as raised:
        second = start(token="kwin-17_TIME4242")
        second.process.stdin.write("\n")
        second.process.stdin.flush()
    assert raised.args == ["kwin-17_TIME4242"]
    assert second.hear() == "here"
    assert second.hear() == "asked"
    assert second.end() == 0


def test_the_first_start_hears_it_by_another_name_of_the_file(start, reference, tmp_path):
    symbolic, hard = tmp_path / "link.attache", tmp_path / "hard.attache"
    symbolic.symlink_to(reference)
    hard.hardlink_to(reference)
    first = start()
    assert first.begin() == "mine"
    assert first.hear() == "running"
    for name in (symbolic, hard):
        assert start(name, token=name.name).begin() == "asked"
        assert first.hear() == f"raise {name.name}"


def test_two_references_have_a_window_each(start, tmp_path):
    other = tmp_path / "other.attache"
    other.write_bytes(b"another file")
    assert start().begin() == "mine"
    assert start(other).begin() == "mine"


def test_of_starts_at_the_same_moment_exactly_one_gets_the_reference(start):
    for _ in range(3):
        crowd = [start() for _ in range(5)]
        assert [each.hear() for each in crowd] == ["here"] * 5
        for each in crowd:
            each.go_on()
        words = [each.hear() for each in crowd]
        assert sorted(words) == ["asked"] * 4 + ["mine"]
        winner = crowd[words.index("mine")]
        assert winner.end() == 0
        assert winner.process.stdout.read().count("raise") == 4


def test_after_a_crash_the_next_start_takes_over_the_socket_left_behind(start, reference):
    first = start()
    assert first.begin() == "mine"
    first.process.kill()
    first.process.wait()
    assert meeting_place(reference).lock.exists()
    assert stat.S_ISSOCK(meeting_place(reference).lock.with_suffix("").stat().st_mode)
    second = start()
    assert second.begin() == "mine"
    assert second.hear() == "running"
    assert start().begin() == "asked"


def test_a_window_that_hangs_is_told_of_and_keeps_its_file(start, reference):
    first = start()
    assert first.begin() == "mine"
    assert first.hear() == "running"
    first.process.send_signal(signal.SIGSTOP)
    assert start(timeout_ms=200).begin() == "NotAnsweringError"
    with pytest.raises(NotAnsweringError, match=r"iran-belarus\.attache is open .* not answer"):
        SingleWindow.claim(reference, 50)
    first.process.send_signal(signal.SIGCONT)
    assert start().begin() == "asked"


def test_a_first_start_that_is_still_building_its_window_raises_it_when_it_is_built(start):
    first = start(way="busy")
    assert first.begin() == "mine"
    assert start(timeout_ms=100, token="impatient").begin() == "asked"
    first.go_on()
    assert {first.hear(), first.hear()} == {"raise impatient", "running"}


def test_a_start_that_never_gets_its_window_built_is_told_of(start, monkeypatch, reference):
    monkeypatch.setattr("desktop.instance.hold.LONGEST_START", 0.0)
    first = start(way="busy")
    assert first.begin() == "mine"
    with pytest.raises(NotAnsweringError):
        SingleWindow.ask_running(reference, 50)


def test_nobody_answers_for_a_file_that_no_window_shows(reference):
    assert not SingleWindow.ask_running(reference)


def test_a_process_takes_a_reference_once(window, reference):
    with pytest.raises(AlreadyOpenError, match="open in another window"):
        SingleWindow(reference)


def test_a_closed_window_lets_the_file_go(window, reference, runtime):
    window.close()
    window.close()
    assert not window.shows(reference)
    with_again = SingleWindow.claim(reference, 50)
    assert with_again is not None
    with_again.close()
    assert [path.suffix for path in runtime.iterdir()] == [".lock"]


def test_a_window_destroyed_with_its_parent_lets_the_file_go(qtbot, reference):
    parent = QObject()
    single = SingleWindow(reference, parent)
    with qtbot.waitSignal(parent.destroyed):
        del single
        parent.deleteLater()
    again = SingleWindow.claim(reference, 50)
    assert again is not None
    again.close()


def test_a_window_knows_its_own_file_by_every_name(window, reference, tmp_path):
    link = tmp_path / "link.attache"
    link.symlink_to(reference)
    assert window.shows(link)
    assert not window.shows(tmp_path / "other.attache")


def test_the_socket_and_the_lock_are_this_persons_alone(window, reference):
    place = meeting_place(reference)
    for path in (place.lock, place.lock.with_suffix("")):
        assert not path.stat().st_mode & 0o077


@pytest.mark.parametrize(
    "words",
    [
        b"attache 1 raise " + b"x" * 1025 + b"\n",
        b"x" * (LONGEST + 1),
        b"attache 1 raise a b\n",
        b"attache 2 raise \n",
        b"attache 1 raise \x00\n",
        b"\n",
    ],
)
def test_words_that_are_none_of_ours_are_hung_up_on(qtbot, window, reference, words):
    heard = []
    window.raise_requested.connect(heard.append)
    with say(reference, words) as caller:
        caller.setblocking(False)
        qtbot.waitUntil(lambda: _is_hung_up(caller))
    assert not heard
    with (
        qtbot.waitSignal(window.raise_requested) as raised,
        say(reference, b"attache 1 raise still-here\n"),
    ):
        pass
    assert raised.args == ["still-here"]


def _is_hung_up(caller):
    try:
        return caller.recv(100) == b""
    except BlockingIOError:
        return False
    except ConnectionResetError:
        return True


def test_a_caller_that_says_nothing_is_hung_up_on(qtbot, window, reference, monkeypatch):
    monkeypatch.setattr("desktop.instance.single_window.PATIENCE", 30)
    with say(reference, b"attache 1 ra") as caller:
        caller.setblocking(False)
        qtbot.waitUntil(lambda: _is_hung_up(caller))


def test_a_crowd_of_silent_callers_does_not_grow(qtbot, window, reference):
    crowd = [say(reference, b"a") for _ in range(8)]
    qtbot.waitUntil(lambda: len(window._callers) == 8)
    with say(reference, b"attache 1 raise \n") as late:
        late.setblocking(False)
        qtbot.waitUntil(lambda: _is_hung_up(late))
    for caller in crowd:
        caller.close()
    qtbot.waitUntil(lambda: not window._callers)


def test_words_that_come_in_pieces_are_understood(qtbot, window, reference):
    caller = QLocalSocket()
    caller.connectToServer(meeting_place(reference).server)
    caller.write(b"attache 1 ra")
    caller.flush()
    qtbot.waitUntil(lambda: any(window._callers.values()))
    with qtbot.waitSignal(window.raise_requested) as raised:
        caller.write(b"ise one\n")
    assert raised.args == ["one"]
    qtbot.waitUntil(lambda: bytes(caller.peek(100).data()) == ANSWER)


def test_a_caller_that_just_left_does_not_outlive_the_window_it_called(qtbot, reference):
    ended = []
    single = SingleWindow(reference)
    with say(reference, b"attache 1 raise \n"):
        with qtbot.waitSignal(single.raise_requested):
            pass
        # The caller's socket is only about to be deleted now, and it is the server's child.
        single.close()
        single.destroyed.connect(lambda: ended.append(True))
        del single
        assert ended


def test_an_impostor_on_the_socket_is_no_window(reference, runtime):
    with sockets.socket(sockets.AF_UNIX) as impostor:
        impostor.bind(meeting_place(reference).server)
        impostor.listen()
        with pytest.raises(NotAnsweringError):
            SingleWindow.ask_running(reference, 50)


def test_a_lock_that_cannot_be_made_is_a_sentence(reference):
    meeting_place(reference).lock.mkdir()
    with pytest.raises(NoMeetingPlaceError, match="cannot mark the reference as open"):
        SingleWindow.claim(reference)
