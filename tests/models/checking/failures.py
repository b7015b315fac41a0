"""What Verify finds in a file."""

from models.checking.verification import CHECKS, verify
from models.reference.reference import Reference


def failures(path):
    with Reference.open(path) as reference:
        found = verify(reference)
    assert found.done == tuple(check.name for check in CHECKS)
    assert found.passed == (not found.failures)
    return found.failures
