"""Giving memory back to the system as soon as it is freed."""

import sys

__all__ = ["LARGE_BYTES", "give_freed_back"]

LARGE_BYTES = 256 * 1024
"""Blocks from this size on are asked of the system one by one."""

_MMAP_THRESHOLD = -3
"""`M_MMAP_THRESHOLD` in glibc's malloc.h."""


def give_freed_back() -> bool:
    """Let large blocks go back to the system once they are freed; tell whether that is so now.

    Vectors of a million records are some megabytes each, and come and go. glibc, having freed one,
    takes the next ones of up to 32 MB from its own heap and keeps them there: some forty megabytes
    nobody uses (mallopt(3), on the dynamic threshold). Other systems' allocators give them back.
    """
    if sys.platform != "linux":
        return False
    import ctypes  # noqa: PLC0415 - only this system needs it

    mallopt = getattr(ctypes.CDLL(None), "mallopt", None)
    # Another C library has no such function, and no such habit.
    return mallopt is not None and mallopt(_MMAP_THRESHOLD, LARGE_BYTES) == 1
