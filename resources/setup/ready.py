"""Ends with 0 when this start needs no set-up, with 1 when `prepare.py` has something to do or say.

Run at every start by the environment's own Python, `python -I -S ready.py PURPOSE [ARGUMENTS]`, so
it imports as little as it can.
"""

import os
import sys

CHECKOUT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.realpath(__file__))))
sys.path.insert(0, CHECKOUT)

from resources.setup import screen, stamp, system_libraries


def is_ready(purpose: str, arguments: list[str]) -> bool:
    """Whether the environment, the libraries Qt asks for and a screen are all there."""
    if purpose not in stamp.purposes_ready(CHECKOUT):
        return False
    if purpose == "run":
        return screen.obstacle(arguments, os.environ) is None
    return not system_libraries.missing(screen.libraries_of_tests())


if __name__ == "__main__":
    sys.exit(0 if is_ready(sys.argv[1], sys.argv[2:]) else 1)
