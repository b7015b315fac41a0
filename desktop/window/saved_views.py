"""Saved views in the window: kept in the reference, listed in the sidebar, shown again."""

import json
from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal

from desktop.editing.editing import Editing
from desktop.jobs.jobs import Jobs
from desktop.text.translate import tr
from desktop.window.browsing import Browsing
from desktop.window.listing import Listing
from desktop.window.panes import Panes
from desktop.window.ties import Ties
from models.editing.done import Done, RefusedError
from models.editing.saved_views import delete_view, rename_view, replace_view, save_view
from models.queries.saved_views import saved_views
from models.queries.views import SavedView
from models.reference.reference import Reference

__all__ = ["SavedViews", "keys_in", "layout_in", "written"]

_VERSION = 1


class SavedViews(QObject):
    """Saves what is shown under a name, and shows again what was saved.

    A view keeps the query, the order and the columns. It is an edit of the reference like any
    other: it can be undone.
    """

    said = Signal(str)
    failed = Signal(object)
    """A `ProblemError`."""

    def __init__(
        self,
        jobs: Jobs,
        browsing: Browsing,
        editing: Editing,
        listing: Listing,
        panes: Panes,
        ties: Ties,
        parent: QObject,
    ) -> None:
        """Listen to the sidebar; `read` lists what is there."""
        super().__init__(parent)
        self._jobs = jobs
        self._browsing = browsing
        self._editing = editing
        self._listing = listing
        self._panes = panes
        self._views: tuple[SavedView, ...] = ()
        self._renamed: int | None = None
        self._made: int | None = None
        sidebar = panes.sidebar
        ties.tie(sidebar.view_chosen, self._apply)
        ties.tie(sidebar.view_rename_asked, self._ask_rename)
        ties.tie(sidebar.view_replaced, self._replace)
        ties.tie(sidebar.view_deleted, self._delete)
        ties.tie(sidebar.view_name.named, self._name)
        ties.tie(editing.made, lambda _: self.read())
        ties.tie(browsing.found, lambda _: self._show())
        ties.tie(browsing.completed, lambda _: self._show())

    @property
    def views(self) -> tuple[SavedView, ...]:
        """The views that are listed."""
        return self._views

    def read(self) -> None:
        """Read which views there are, and list them."""
        self._jobs.run(
            "views",
            lambda database, _: saved_views(database),
            self._on_read,
            self.failed.emit,
            typing=True,
        )

    def close(self) -> None:
        """List nothing any more."""
        self._views = ()
        self._panes.sidebar.view_name.close_field()
        self._panes.sidebar.show_views((), None, writable=False)

    def _on_read(self, views: tuple[SavedView, ...]) -> None:
        self._views = views
        self._show()
        if self._made is not None:
            self._panes.sidebar.go_to_view(self._made)
            self._made = None

    def _show(self) -> None:
        query, keys = self._browsing.query.strip(), self._browsing.order.keys
        current = next(
            (
                view.id
                for view in self._views
                if view.query.strip() == query and keys_in(view.columns) in ((), keys)
            ),
            None,
        )
        self._panes.sidebar.show_views(self._views, current, writable=self._editing.writable)

    # ---------------------------------------------------------------- saving

    def ask_name(self) -> None:
        """Ask for a name for what is shown."""
        self._renamed = None
        self._panes.sidebar.ask_view_name(tr("Save this view as"), self._browsing.query.strip())

    def _ask_rename(self, view: int) -> None:
        name = next((each.name for each in self._views if each.id == view), None)
        if self._refuses() or name is None:
            return
        self._renamed = view
        self._panes.sidebar.ask_view_name(tr("Rename the view"), name)

    def _name(self, name: str) -> None:
        act: Callable[[Reference], Done]
        if self._renamed is not None:
            act = partial(rename_view, view=self._renamed, name=name)
        else:
            query, columns = self._present()
            act = partial(save_view, name=name, query=query, columns=columns)
        field = self._panes.sidebar.view_name
        self._editing.make(
            act,
            done=self._on_named,
            refused=lambda refused: field.refuse(refused.sentence),
        )

    def _on_named(self, done: Done) -> None:
        self._made = done.focus
        self._panes.sidebar.view_name.close_field()

    def _present(self) -> tuple[str, str]:
        """Return the query and the columns as they are now."""
        columns = written(self._browsing.order.keys, self._panes.table.header_state())
        return self._browsing.query.strip(), columns

    def _replace(self, view: int) -> None:
        if not self._refuses():
            query, columns = self._present()
            act = partial(replace_view, view=view, query=query, columns=columns)
            self._editing.make(act, refused=self._on_refused)

    def _delete(self, view: int) -> None:
        if not self._refuses():
            self._editing.make(partial(delete_view, view=view), refused=self._on_refused)

    def _refuses(self) -> bool:
        """Say that nothing can be changed, if so."""
        if not self._editing.writable:
            self.said.emit(tr("This reference can only be read"))
        return not self._editing.writable

    def _on_refused(self, refused: RefusedError) -> None:
        self.said.emit(refused.sentence)
        self.read()

    # --------------------------------------------------------------- showing

    def _apply(self, view: int) -> None:
        found = next((each for each in self._views if each.id == view), None)
        if found is None:
            return
        layout = layout_in(found.columns)
        if layout is not None:
            self._panes.table.restore_header_state(layout)
        self._listing.show_view(found.query, keys_in(found.columns))


def written(keys: tuple[tuple[str, bool], ...], layout: bytes) -> str:
    """Return the table's order and layout as a view keeps them."""
    kept = {"version": _VERSION, "order": [list(key) for key in keys], "layout": json.loads(layout)}
    return json.dumps(kept, sort_keys=True)


def _kept(columns: str | None) -> dict[str, Any]:
    """Return what a view keeps of the table; nothing of what cannot be read."""
    try:
        kept = json.loads(columns or "{}")
    except ValueError:
        return {}
    return kept if isinstance(kept, dict) and kept.get("version") == _VERSION else {}


def keys_in(columns: str | None) -> tuple[tuple[str, bool], ...]:
    """Return the keys of a view's order, none where it keeps none that can be read."""
    order = _kept(columns).get("order")
    if not isinstance(order, list):
        return ()
    return tuple(
        (key[0], key[1])
        for key in order
        if isinstance(key, list)
        and len(key) == len(("key", "descending"))
        and isinstance(key[0], str)
        and isinstance(key[1], bool)
    )


def layout_in(columns: str | None) -> bytes | None:
    """Return the layout of a view's columns, to be restored; None where it keeps none."""
    layout = _kept(columns).get("layout")
    return json.dumps(layout).encode() if isinstance(layout, dict) else None
