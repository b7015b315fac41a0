"""Tells by its exit code whether the Python that runs it can carry Attaché.

0: yes. 3: yes, once pip's installer is there (Debian keeps it in a package of its own). 1: no.
Written so that any Python can read it, the ones it turns away included.
"""

import sys

FIRST, BEYOND = (3, 11), (3, 15)  # as requires-python in pyproject.toml


def verdict():  # type: () -> int
    """0, 1 or 3, as the module promises."""
    if not FIRST <= sys.version_info[:2] < BEYOND:
        return 1
    # The window's Qt is built for CPython with its lock, and for 64 bits.
    if sys.implementation.name != "cpython" or sys.maxsize <= 2**32:
        return 1
    import sysconfig  # noqa: PLC0415 -- an old Python must not get here

    if sysconfig.get_config_var("Py_GIL_DISABLED"):
        return 1
    import importlib.util  # noqa: PLC0415 -- as above

    needed = ("venv", "ensurepip")
    return 0 if all(importlib.util.find_spec(name) for name in needed) else 3


if __name__ == "__main__":
    sys.exit(verdict())
