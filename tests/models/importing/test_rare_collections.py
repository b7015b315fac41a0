"""While an import runs, rings of objects are looked for seldom; afterwards as often as before."""

import gc
from contextlib import ExitStack

from models.importing.historian.run import RARELY, _rare_collections


def test_imports_that_overlap_leave_the_collecting_as_it_was():
    before = gc.get_threshold()
    with ExitStack() as first, ExitStack() as second:
        first.enter_context(_rare_collections())
        second.enter_context(_rare_collections())
        assert gc.get_threshold()[0] == RARELY
        first.close()
        second.close()
        assert gc.get_threshold() == before
