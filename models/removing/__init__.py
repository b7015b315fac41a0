"""True removal: out of the records, the evidence, the history and the file itself (law 10)."""

from models.removing.removal import (
    MOST_AT_ONCE,
    Removal,
    empty_trash,
    removal_of,
    remove_for_good,
)

__all__ = ["MOST_AT_ONCE", "Removal", "empty_trash", "removal_of", "remove_for_good"]
