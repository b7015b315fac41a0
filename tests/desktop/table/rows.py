"""Rows of the combined table, and where they come from."""

from collections.abc import Sequence

from models.queries.views import TableRow

PERSIAN = "محمد باقری"
EMOJI = "Віктар Хрэнін 🇧🇾 😀 Khrenin"


def table_row(id_: int, name: str = "", **changes: object) -> TableRow:
    values: dict[str, object] = {
        "id": id_,
        "kind": "meeting",
        "name": name or f"Meeting {id_}",
        "when_edtf": "2023-08-02",
        "where": "Tehran",
        "who": "Iran · Belarus",
        "quotes": 5,
        "origins": 1,
        "review": "draft",
        "state": "reported",
        "unsourced": 0,
        "disputed": False,
    }
    return TableRow(**{**values, **changes})  # type: ignore[arg-type]


class Rows:
    """A row source that counts what it is asked."""

    def __init__(self, *rows: TableRow) -> None:
        self.known = {row.id: row for row in rows}
        self.asked: list[tuple[int, ...]] = []

    def __call__(self, ids: Sequence[int]) -> Sequence[TableRow]:
        self.asked.append(tuple(ids))
        if not self.known:
            return [table_row(id_) for id_ in ids]
        return [self.known[id_] for id_ in ids if id_ in self.known]
