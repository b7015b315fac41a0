"""Views somebody wants to see again: a query under a name, with the table's order and columns."""

from __future__ import annotations

from models.editing.done import RefusedError
from models.editing.edit import Edit, Told, service
from models.editing.rows import clean, insert, new_uid
from models.names.folding import fold
from models.seeds.problems import shown

LONGEST_NAME = 80


@service
def save_view(edit: Edit, *, name: str, query: str, columns: str | None = None) -> Told:
    """Keep `query` under a name; `columns` is the table's order and layout as JSON.

    Raises:
        RefusedError: the name is empty, too long, or taken; one that differs in case is taken.
    """
    text = _free_name(edit, name, None)
    view = insert(
        edit.database,
        "saved_view",
        {"uid": new_uid(), "name": text, "query": query, "columns": columns},
    )
    return Told(f"Save the view {shown(text)}", view)


@service
def replace_view(edit: Edit, *, view: int, query: str, columns: str | None = None) -> Told:
    """Keep another query, order and layout under the name of a view.

    Raises:
        RefusedError: the view is gone.
    """
    name = _name_of(edit, view)
    kept = edit.database.rows("SELECT query, columns FROM saved_view WHERE id = ?", (view,))[0]
    if kept != (query, columns):
        edit.database.run(
            "UPDATE saved_view SET query = ?, columns = ? WHERE id = ?", (query, columns, view)
        )
    return Told(f"Change the view {shown(name)}", view)


@service
def rename_view(edit: Edit, *, view: int, name: str) -> Told:
    """Give a view another name.

    Raises:
        RefusedError: the name is empty, too long, or taken; or the view is gone.
    """
    before = _name_of(edit, view)
    text = _free_name(edit, name, view)
    if text != before:
        edit.database.run("UPDATE saved_view SET name = ? WHERE id = ?", (text, view))
    return Told(f"Rename the view {shown(before)} to {shown(text)}", view)


@service
def delete_view(edit: Edit, *, view: int) -> Told:
    """Forget a view; the records in it stay.

    Raises:
        RefusedError: the view is gone.
    """
    name = _name_of(edit, view)
    edit.database.run("DELETE FROM saved_view WHERE id = ?", (view,))
    return Told(f"Delete the view {shown(name)}", None)


def _name_of(edit: Edit, view: int) -> str:
    found = edit.database.rows("SELECT name FROM saved_view WHERE id = ?", (view,))
    if not found:
        raise RefusedError(None, "This view is not there any more.")
    return str(found[0][0])


def _free_name(edit: Edit, name: str, view: int | None) -> str:
    if not name.strip():
        raise RefusedError("name", "A view needs a name.")
    text = " ".join(clean(name, "name").split())
    if len(text) > LONGEST_NAME:
        raise RefusedError("name", f"A name has at most {LONGEST_NAME} characters.")
    for number, other in edit.database.rows("SELECT id, name FROM saved_view"):
        if number != view and fold(other) == fold(text):
            raise RefusedError("name", f"There is a view called {shown(other)} already.")
    return text
