"""What a process gives up before it reads a document that nobody trusts.

Everywhere: opening sockets, starting programs and writing files are refused to Python code by an
audit hook (PEP 578). On POSIX systems: memory, processor time and the size of written files (none)
are limited, and no core is dumped. On Linux: the process leaves the network (a namespace of its
own, where the system lets an ordinary user make one), gains no rights, and dies with its parent.

Not done: Windows has no limit of memory here (a job object would give one) and no limit of
processor time; the parent's clock still ends the process. Native code that a document has taken
over is not held by the audit hook; elsewhere than on Linux it could reach the network.
"""

from __future__ import annotations

import sys
from typing import Any, Final

_REFUSED: Final = (
    "socket.", "subprocess.", "os.system", "os.exec", "os.fork", "os.forkpty", "os.posix_spawn",
    "os.spawn", "os.startfile", "os.remove", "os.rename", "os.mkdir", "os.rmdir", "os.link",
    "os.symlink", "os.truncate", "os.chmod", "os.chown", "os.kill", "shutil.", "ftplib.",
    "http.client.", "smtplib.", "urllib.", "webbrowser.", "winreg.", "ensurepip.", "tempfile.",
)  # fmt: skip
_WRITING: Final = frozenset("wax+")
_WRITE_FLAGS: Final = 0b11
"""O_WRONLY and O_RDWR, the same on every system Python runs on."""
_CLONE_NEWUSER: Final = 0x10000000
_CLONE_NEWNET: Final = 0x40000000
_PR_SET_PDEATHSIG: Final = 1
_PR_SET_NO_NEW_PRIVS: Final = 38
_SIGKILL: Final = 9


def confine(*, memory: int, seconds: int) -> list[str]:
    """Give up what reading a document does not need; return what was given up, in a word each.

    `memory` is in bytes, `seconds` are of processor time. There is no way back.
    """
    done = []
    if sys.platform == "linux":
        done += _leave_the_network()
    done += _limit(memory, seconds)
    sys.addaudithook(_refuse)
    return [*done, "calls"]


def _refuse(event: str, arguments: tuple[Any, ...]) -> None:
    if event == "open":
        mode, flags = arguments[1], arguments[2]
        writes = isinstance(mode, str) and bool(_WRITING & set(mode))
        if writes or (isinstance(flags, int) and flags & _WRITE_FLAGS):
            raise PermissionError("the process that reads a document writes no file")
    elif event.startswith(_REFUSED):
        raise PermissionError(f"the process that reads a document may not use {event}")


def _leave_the_network() -> list[str]:
    import ctypes  # noqa: PLC0415 - Linux alone needs it here

    done = []
    library = ctypes.CDLL(None, use_errno=True)
    if library.prctl(_PR_SET_PDEATHSIG, _SIGKILL, 0, 0, 0) == 0:
        done.append("parent")
    if library.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0:
        done.append("rights")
    # A system administrator who is root needs no namespace of users; others may not be let.
    if library.unshare(_CLONE_NEWUSER | _CLONE_NEWNET) == 0:
        done.append("network")
    return done


def _limit(memory: int, seconds: int) -> list[str]:
    if sys.platform == "win32":
        return []
    import resource  # noqa: PLC0415 - POSIX alone has it

    done = []
    for name, kind, limit in (
        ("memory", resource.RLIMIT_AS, memory),
        ("time", resource.RLIMIT_CPU, seconds),
        ("files", resource.RLIMIT_FSIZE, 0),
        ("core", resource.RLIMIT_CORE, 0),
    ):
        try:
            resource.setrlimit(kind, (limit, limit))
        except (ValueError, OSError):
            continue  # macOS refuses some; the answer says which are kept
        done.append(name)
    return done
