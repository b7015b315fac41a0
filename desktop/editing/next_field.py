"""Which field is asked after another one: down a record, and through a record inside another."""

from desktop.editing.opened import Opened
from models.proposing.reading_off import names_a_post
from models.queries.forms import INSIDE_FIRST, PARTICIPANT, POST

__all__ = ["INSIDE_ORDERS", "next_field"]

FIRST_FIELDS = {"meeting": "date", "statement": "speaker", "official": "country"}
INSIDE_ORDERS = {
    "participation": ("capacity", "side", "role"),
    "tenure": ("organization", "start", "end", "manner"),
    "name": ("language", "script", "scheme", "form", "given", "family"),
}
"""What is asked of a record inside another one after the first line that made it."""
INSIDE_LINES = {"participation": PARTICIPANT, "tenure": POST}
"""The line of the form by which one more of them is made."""


def next_field(opened: Opened, step: int, made: int | None) -> tuple[int, str | None] | None:
    """Return the record and field to go to from `opened`; None where nothing is asked any more.

    `step` is 1 on, -1 back, 0 to stay; `made` is the record that saving the field has made.
    A field of None stands for the first empty one.
    """
    form, record = opened.form, opened.record
    if form.record == 0 and made is not None:
        # A new record begins with the field one asks about first.
        named = opened.words is not None and names_a_post(opened.words)
        post = form.kind == "official" and named
        return made, POST if post else FIRST_FIELDS.get(form.kind)
    if step == 0:
        return None
    if form.inside is not None and made is not None and step > 0:
        return made, INSIDE_ORDERS[form.inside][0]
    if record.kind in INSIDE_ORDERS:
        return _next_inside(opened, step)
    names = [one.name for one in record.fields]
    at = names.index(form.name) + step
    return (record.record, names[at]) if 0 <= at < len(names) else None


def _next_inside(opened: Opened, step: int) -> tuple[int, str] | None:
    kind, name, record = opened.record.kind, opened.form.name, opened.record
    order = (INSIDE_FIRST[kind], *INSIDE_ORDERS[kind])
    at = order.index(name) + step if name in order else len(order)
    # Who takes part is not asked again: another one is.
    first = 1 if kind == "participation" else 0
    if first <= at < len(order):
        return record.record, order[at]
    if record.owner is not None and kind in INSIDE_LINES:
        return record.owner, INSIDE_LINES[kind]
    return None
