"""True removal: out of the records, the evidence, the history and the file itself (law 10)."""

from models.removing.removal import Removal, removal_of, remove_for_good

__all__ = ["Removal", "removal_of", "remove_for_good"]
