"""The stamp that says for what an environment is ready.

Read at every start, so it imports little: no pathlib, which costs 8 ms.
"""

import hashlib
import json
import os
import sys
from collections.abc import Iterable
from typing import Any, Final

LOCKS: Final = {"run": "requirements.txt", "test": "requirements-test.txt"}
"""The lock file of each purpose. The tests' lock holds everything the window's holds."""

STAMP_NAME: Final = "attache-ready.json"
FORMAT: Final = 1  # raise it when the set-up makes environments differently


def environment_of(checkout: str) -> str:
    """The folder of the checkout's own environment."""
    return os.path.join(checkout, ".venv")


def python_of(checkout: str) -> str:
    """The environment's Python."""
    inner = ("Scripts", "python.exe") if os.name == "nt" else ("bin", "python")
    return os.path.join(environment_of(checkout), *inner)


def site_packages_of(checkout: str) -> str:
    """The folder of the environment's packages, as the running Python would name it."""
    version = f"python{sys.version_info[0]}.{sys.version_info[1]}"
    inner = ("Lib",) if os.name == "nt" else ("lib", version)
    return os.path.join(environment_of(checkout), *inner, "site-packages")


def interpreter() -> str:
    """What must stay the same for installed packages to go on working."""
    machine = (
        os.environ.get("PROCESSOR_ARCHITECTURE", "") if os.name == "nt" else os.uname().machine
    )
    return f"{sys.implementation.cache_tag} {sys.platform} {machine}"


def lock_digest(checkout: str, purpose: str) -> str:
    """SHA-256 of the lock file of `purpose`. Raises OSError when it cannot be read."""
    path = os.path.join(checkout, LOCKS[purpose])
    with open(path, "rb") as lock:
        return hashlib.sha256(lock.read()).hexdigest()


def purposes_ready(checkout: str) -> set[str]:
    """For which purposes the environment is whole and current; empty when it must be made anew.

    Anew: no stamp (half made), made elsewhere (moved, copied), by another Python, the window's lock
    file changed since, or a package that has gone. Never raises: what cannot be read is not ready.
    """
    try:
        stamp = _read(checkout)
        if stamp["format"] != FORMAT or stamp["interpreter"] != interpreter():
            return set()
        if stamp["checkout"] != checkout or not os.path.exists(python_of(checkout)):
            return set()
        if not set(stamp["packages"]) <= set(os.listdir(site_packages_of(checkout))):
            return set()
        ready = {
            purpose
            for purpose, digest in stamp["locks"].items()
            if digest == lock_digest(checkout, purpose)
        }
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return set()
    # What the tests need stands on what the window needs.
    return ready if "run" in ready else set()


def purposes_made(checkout: str) -> set[str]:
    """For which purposes packages were ever installed, current or not. Never raises."""
    try:
        return set(_read(checkout)["locks"])
    except (OSError, ValueError, KeyError, TypeError):
        return set()


def write_stamp(checkout: str, purposes: Iterable[str]) -> None:
    """Declares the environment ready for `purposes`.

    Atomic: a kill leaves the old state or the new. Raises OSError.
    """
    stamp = {
        "format": FORMAT,
        "interpreter": interpreter(),
        "checkout": checkout,
        "locks": {purpose: lock_digest(checkout, purpose) for purpose in sorted(purposes)},
        "packages": sorted(
            name for name in os.listdir(site_packages_of(checkout)) if name != "__pycache__"
        ),
    }
    path = _stamp_path(checkout)
    with open(path + ".new", "w", encoding="utf-8") as file:
        json.dump(stamp, file, indent=1)
        file.flush()
        os.fsync(file.fileno())
    os.replace(path + ".new", path)


def remove_stamp(checkout: str) -> None:
    """Declares the environment not ready. Raises OSError."""
    path = _stamp_path(checkout)
    if os.path.lexists(path):
        os.remove(path)


def _read(checkout: str) -> Any:
    with open(_stamp_path(checkout), encoding="utf-8") as file:
        return json.load(file)


def _stamp_path(checkout: str) -> str:
    return os.path.join(environment_of(checkout), STAMP_NAME)
