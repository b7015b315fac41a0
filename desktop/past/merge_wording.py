"""What a merge would do to two records, in words."""

from collections.abc import Sequence

from desktop.text.escaping import plain
from desktop.text.translate import tr, tr_count
from models.queries.comparing import Moving, Outcome

__all__ = ["SHOWN_VALUE", "say_moving", "say_outcome", "say_values"]

SHOWN_VALUES = 6
SHOWN_VALUE = 200


def say_values(values: Sequence[str]) -> str:
    """Say the values of one field, the first of many, each on a line."""
    lines = [plain(value, SHOWN_VALUE) for value in values[:SHOWN_VALUES]]
    more = len(values) - SHOWN_VALUES
    if more > 0:
        lines.append(tr_count("and {count} more", "and {count} more", more))
    return "\n".join(lines)


def say_outcome(outcome: Outcome) -> str:
    """Say what becomes of a field."""
    return {
        "same": tr("the same"),
        "added": tr("is added"),
        "kept": tr("stays"),
        "both": tr("they disagree: both stand, with their quotes"),
        "left": tr("they disagree: the right one has no quote and is not shown"),
    }[outcome]


def say_moving(moving: Moving) -> str:
    """Say what goes over."""
    counted = (
        ("{count} claim", "{count} claims", moving.claims),
        ("{count} name", "{count} names", moving.names),
        ("{count} post", "{count} posts", moving.posts),
        ("{count} participation", "{count} participations", moving.participations),
        ("{count} record that names it", "{count} records that name it", moving.others),
    )
    parts = [tr_count(one, many, count) for one, many, count in counted if count]
    return tr(
        "What goes over: {parts}. Nothing is lost, and they can be taken apart again.",
        parts=", ".join(parts) or tr("nothing but its name"),
    )
