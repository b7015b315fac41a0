"""The four ways a value can be evidenced."""

from __future__ import annotations

from enum import StrEnum


class Mark(StrEnum):
    """How a value is evidenced, weakest joint first in `MARK_ORDER`.

    `QUOTED`: a source's words say so directly. `INFERRED`: words say so together with something
    they lean on. `UNSOURCED`: nobody has said so here. `DISPUTED`: claims disagree.
    """

    QUOTED = "quoted"
    INFERRED = "inferred"
    UNSOURCED = "unsourced"
    DISPUTED = "disputed"


MARK_ORDER = (Mark.DISPUTED, Mark.UNSOURCED, Mark.INFERRED, Mark.QUOTED)
