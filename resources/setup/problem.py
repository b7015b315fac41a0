"""What can go wrong in the world around the set-up, in words."""

import errno


class Problem(Exception):
    """One plain sentence that says what is wrong and what to do; never shown with a traceback."""


def problem_of(error: OSError, doing: str) -> Problem:
    """The sentence for an error of the system, met while `doing` something ("making .venv")."""
    if error.errno in {errno.ENOSPC, errno.EDQUOT}:
        return Problem(f"The disk is full, so {doing} stopped: free about 1 GB and start again.")
    if error.errno in {errno.EACCES, errno.EPERM, errno.EROFS}:
        where = f" “{error.filename}”" if error.filename else ""
        return Problem(
            f"You may not write{where}, which {doing} needs: make the folder of Attaché yours, or "
            "copy it to a folder of your own, and start again. If Attaché is open, close it first."
        )
    return Problem(f"The system would not let {doing} finish ({error}): mend that and start again.")
