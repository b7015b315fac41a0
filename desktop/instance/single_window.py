"""Which process shows a reference, and how another start reaches it.

The first start on a file takes the hold (a lock the system drops with the process) and listens on a
local socket for as long as its window lives. Who finds the hold taken asks over the socket that the
window be raised, and ends. Since only the holder listens, a socket found while the hold is free is
left from a crash, and is removed. Sockets need an application object, so make that first.

A reference whose window does not answer is not opened read-only beside it: what the hanging one
still holds is unsaved, and two windows on one file look alike. The person is told instead.
"""

from __future__ import annotations

import time
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, QThread, QTimer, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from desktop.instance.activation import token_of_this_start
from desktop.instance.hold import Hold, holder_is_starting
from desktop.instance.messages import ANSWER, LONGEST, raise_message, token_of
from desktop.instance.place import NoMeetingPlaceError, key_of, meeting_place
from desktop.text.translate import tr
from models.reference.problems import ProblemError

__all__ = ["AlreadyOpenError", "NotAnsweringError", "SingleWindow"]

TIMEOUT: Final = 300
"""Milliseconds a start waits for the window that has the file. It has none of its own yet, so
nothing on the screen stands still meanwhile."""

PATIENCE: Final = 2000
"""Milliseconds a caller may take to say what it wants."""

MOST_CALLERS: Final = 8


class AlreadyOpenError(ProblemError):
    """Another process has the reference open."""


class NotAnsweringError(ProblemError):
    """Another process has the reference open and does not answer."""


class SingleWindow(QObject):
    """The one window of a reference; lives as long as the window shows it.

    `raise_requested` carries the activation token of the start that asks, or "".
    """

    raise_requested = Signal(str)

    def __init__(self, path: Path, parent: QObject | None = None) -> None:
        """Take the hold on `path` and listen. Never waits.

        Raises:
            AlreadyOpenError: another process holds it; `ask_running` reaches it.
            NoMeetingPlaceError: there is no folder or socket to meet at.
        """
        super().__init__(parent)
        self._path = path
        self._key = key_of(path)
        place = meeting_place(path)
        self._hold = Hold(place.lock)
        if not _take(self._hold):
            raise AlreadyOpenError(
                tr("{name} is open in another window of Attaché.", name=path.name),
                tr("Go to that window, or close it and try again."),
            )
        self._callers: dict[QLocalSocket, bytes] = {}
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.setMaxPendingConnections(MOST_CALLERS)
        self._server.newConnection.connect(self._welcome)
        # The hold is ours, so nobody can be listening there.
        QLocalServer.removeServer(place.server)
        if not self._server.listen(place.server):
            self._hold.let_go()
            raise NoMeetingPlaceError(
                tr(
                    "Attaché cannot listen for other starts ({reason}).",
                    reason=self._server.errorString(),
                ),
                tr("See that your temporary folder has room, and start again."),
            )
        self.destroyed.connect(partial(_shut, self._server, self._hold))
        # Runs with the first turn of the event loop.
        QTimer.singleShot(0, self, self._hold.say_ready)

    @staticmethod
    def claim(
        path: Path, timeout_ms: int = TIMEOUT, parent: QObject | None = None
    ) -> SingleWindow | None:
        """Return the hold on `path`, or None when the window that has it was asked to come.

        Of starts at the same moment exactly one gets it. Waits at most about `timeout_ms`, and
        only while another process holds the file: call it before there is a window.

        Raises:
            NotAnsweringError: another process holds it and does not answer.
            NoMeetingPlaceError: there is no folder or socket to meet at.
        """
        end = time.monotonic() + timeout_ms / 1000
        while True:
            try:
                return SingleWindow(path, parent)
            except AlreadyOpenError:
                left = max(1, round((end - time.monotonic()) * 1000))
            if SingleWindow.ask_running(path, left):
                return None
            if time.monotonic() >= end:
                raise _not_answering(path)
            # Between its taking the hold and its listening lies a fraction of a millisecond, or it
            # is just closing; there is nothing to wait on.
            QThread.msleep(5)

    @staticmethod
    def ask_running(path: Path, timeout_ms: int = TIMEOUT) -> bool:
        """Ask the process that shows `path` to raise its window; whether there is one.

        Hands on the activation token this process was started with. True also when it is still
        starting: then it finds the request as soon as its event loop runs. Waits at most
        `timeout_ms`. A process must not ask itself: see `shows`.

        Raises:
            NotAnsweringError: it is there and did not answer in time.
            NoMeetingPlaceError: there is no folder to meet at.
        """
        end = time.monotonic() + timeout_ms / 1000

        def left() -> int:
            return max(1, round((end - time.monotonic()) * 1000))

        place = meeting_place(path)
        socket = QLocalSocket()
        socket.connectToServer(place.server)
        if not socket.waitForConnected(left()):
            return False
        socket.write(raise_message(token_of_this_start()))
        socket.flush()
        answer = b""
        while len(answer) < len(ANSWER) and socket.waitForReadyRead(left()):
            answer += bytes(socket.read(len(ANSWER)).data())
            if time.monotonic() >= end:
                break
        if answer == ANSWER:
            return True
        if answer or socket.state() is not QLocalSocket.LocalSocketState.ConnectedState:
            # It closed in this moment, or too many ask at once; whoever is there can be asked anew.
            return False
        if holder_is_starting(place.lock):
            # The system keeps the message until it is read, after we are gone as well.
            socket.disconnectFromServer()
            return True
        raise _not_answering(path)

    def shows(self, path: Path) -> bool:
        """Whether this window's file is the one at `path`, by whatever name."""
        return self._hold.is_held and key_of(path) == self._key

    def close(self) -> None:
        """Stop listening, then let the file go; harmless a second time."""
        for caller in list(self._callers):
            caller.abort()
        _shut(self._server, self._hold)

    def _welcome(self) -> None:
        while self._server.hasPendingConnections():
            caller = self._server.nextPendingConnection()
            if len(self._callers) >= MOST_CALLERS:
                caller.abort()
                caller.deleteLater()
                continue
            self._callers[caller] = b""
            caller.setReadBufferSize(LONGEST + 1)
            # Methods, which hold nothing. A lambda would keep this object alive until its caller is
            # being deleted, and with it the server: its end would delete that child a second time.
            caller.readyRead.connect(self._listen_to_all)
            caller.disconnected.connect(self._let_go_of_gone)
            QTimer.singleShot(PATIENCE, caller, caller.abort)
            if caller.bytesAvailable():
                self._listen(caller)

    def _listen_to_all(self) -> None:
        for caller in list(self._callers):
            if caller in self._callers and caller.bytesAvailable():
                self._listen(caller)

    def _let_go_of_gone(self) -> None:
        for caller in list(self._callers):
            if caller.state() is QLocalSocket.LocalSocketState.UnconnectedState:
                self._farewell(caller)

    def _listen(self, caller: QLocalSocket) -> None:
        if caller not in self._callers:
            return
        message = self._callers[caller] + bytes(caller.read(LONGEST + 1).data())
        self._callers[caller] = message
        if not message.endswith(b"\n") and len(message) <= LONGEST:
            return
        token = token_of(message)
        if token is None:
            caller.abort()
            return
        self._callers[caller] = b""
        caller.write(ANSWER)
        caller.flush()
        caller.disconnectFromServer()
        self.raise_requested.emit(token)

    def _farewell(self, caller: QLocalSocket) -> None:
        # What it said before it left without waiting still counts.
        if caller.bytesAvailable():
            self._listen(caller)
        if self._callers.pop(caller, None) is not None:
            caller.deleteLater()


def _shut(server: QLocalServer, hold: Hold) -> None:
    # In this order: the socket that is removed must not be the next holder's.
    server.close()
    hold.let_go()


def _take(hold: Hold) -> bool:
    try:
        return hold.take()
    except OSError as error:
        raise NoMeetingPlaceError(
            tr(
                "Attaché cannot mark the reference as open: {file} ({reason}).",
                file=error.filename,
                reason=error.strerror,
            ),
            tr("Remove that file, and see that its folder is yours and has room."),
        ) from error


def _not_answering(path: Path) -> NotAnsweringError:
    return NotAnsweringError(
        tr(
            "{name} is open in another window of Attaché, which does not answer.",
            name=path.name,
        ),
        tr(
            "Wait until it does, or end that program, and open the reference again; it was not "
            "opened a second time, so that nothing unsaved is lost."
        ),
    )
