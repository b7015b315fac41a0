"""What was read of a reference to search it: orders of the table, and who meets which term.

A list of all its records in the order of the table is read once; whoever answers a query then lists
the records that meet each term, in no order, along the quickest index, and sifts. So every answer
takes about as long as its longest list, however the records lie in the order that was asked for.
"""

from __future__ import annotations

from array import array
from collections import OrderedDict
from collections.abc import Callable, Sequence
from itertools import compress
from operator import itemgetter
from typing import Any, Final, TypeVar

from models.reference.database import ReferenceDatabase
from models.search.orders import Order, walk

__all__ = ["AbandonedError", "Shelf", "mask_of", "never", "sift"]

Mask = bytes
"""One byte for each id from 0 on: 1 for those meant."""

ORDERS_KEPT: Final = 3
MASKS_KEPT: Final = 2
"""A mask of a million records takes about three megabytes, an order of them four."""

STRIDE: Final = 16_384
"""So many records are looked at before others get their turn: two milliseconds at most."""

_INVERTED: Final = bytes([1, 0]) + bytes(254)

_Kept = TypeVar("_Kept")


class AbandonedError(Exception):
    """Nobody waits for the answer any more."""


def never() -> bool:
    """Tell that somebody still waits."""
    return False


def mask_of(ids: array[int], cancelled: Callable[[], bool] = never) -> Mask:
    """Return the mask of `ids`, as long as the largest needs.

    Raises:
        AbandonedError: `cancelled` said so.
    """
    mask = bytearray(max(ids, default=0) + 1)
    for first in range(0, len(ids), STRIDE):
        if cancelled():
            raise AbandonedError
        for record_id in ids[first : first + STRIDE]:
            mask[record_id] = 1
    return bytes(mask)


def sift(
    ids: array[int],
    mask: Mask,
    *,
    leaving: bool = False,
    cancelled: Callable[[], bool] = never,
) -> array[int]:
    """Return those of `ids` in `mask`, or with `leaving` those that are not, in their order.

    Raises:
        AbandonedError: `cancelled` said so.
    """
    chosen = mask.translate(_INVERTED) if leaving else mask
    beyond = b"\1" if leaving else b"\0"
    found = array(ids.typecode)
    for first in range(0, len(ids), STRIDE):
        if cancelled():
            raise AbandonedError
        stride = ids[first : first + STRIDE]
        longest = max(stride) + 1
        if longest > len(chosen):
            chosen = chosen.ljust(longest, beyond)
        # One more than needed, because a single place would be given without a tuple around it.
        found.extend(compress(stride, itemgetter(*stride, 0)(chosen)))
    return found


class Shelf:
    """Keeps orders and masks of one reference for as long as its file stays as it is.

    One thread fills it (`settle` first); others may look at what is there. What they see can be
    one edit old, never torn: vectors and masks are replaced, not changed.
    """

    def __init__(self) -> None:
        """Begin empty."""
        self._version: int | None = None
        self._orders: OrderedDict[tuple[object, ...], array[int]] = OrderedDict()
        self._masks: OrderedDict[tuple[object, ...], Mask] = OrderedDict()
        self._others: dict[str, Any] = {}
        self.generation = 0
        """Grows whenever everything was forgotten."""

    def forget(self) -> None:
        """Forget everything: the file was changed."""
        self.generation += 1
        self._orders.clear()
        self._masks.clear()
        self._others.clear()

    def settle(self, database: ReferenceDatabase) -> None:
        """Forget everything if the file was changed since this thread last asked."""
        version = database.rows("PRAGMA data_version")[0][0]
        if version != self._version:
            self._version = version
            self.forget()

    def known(self, name: str) -> Any:
        """Return what is kept under `name`, None when nothing is."""
        return self._others.get(name)

    def keep(self, name: str, thing: object, generation: int) -> None:
        """Keep something under `name`, unless all was forgotten since the `generation`."""
        if generation == self.generation:
            self._others[name] = thing

    def known_order(self, order: Order, kinds: Sequence[str]) -> array[int] | None:
        """Return all records of `kinds` in `order` if they were read before."""
        return self._orders.get((order, tuple(kinds)))

    def order(
        self,
        database: ReferenceDatabase,
        order: Order,
        kinds: Sequence[str],
    ) -> array[int]:
        """Return all records of `kinds` in `order`."""
        among = ", ".join(f"?{place}" for place in range(1, len(kinds) + 1))
        statement = walk(order, kinds, f"record.kind IN ({among})", None)
        return self._kept(
            self._orders,
            (order, tuple(kinds)),
            ORDERS_KEPT,
            lambda: database.column(statement, tuple(kinds)),
        )

    def known_mask(self, members: str, parameters: Sequence[object]) -> Mask | None:
        """Return the mask of what `members` lists if it was read before."""
        return self._masks.get((members, *parameters))

    def mask(
        self,
        database: ReferenceDatabase,
        members: str,
        parameters: Sequence[object],
        cancelled: Callable[[], bool] = never,
    ) -> Mask:
        """Return the mask of the ids that the query `members` lists."""
        return self._kept(
            self._masks,
            (members, *parameters),
            MASKS_KEPT,
            lambda: mask_of(database.column(members, tuple(parameters)), cancelled),
        )

    def _kept(
        self,
        kept: OrderedDict[tuple[object, ...], _Kept],
        key: tuple[object, ...],
        most: int,
        make: Callable[[], _Kept],
    ) -> _Kept:
        found = kept.get(key)
        if found is None:
            generation = self.generation
            found = make()
            if generation == self.generation:
                kept[key] = found
                if len(kept) > most:
                    kept.popitem(last=False)
        else:
            kept.move_to_end(key)
        return found
