"""What can be done with a saved view, as a menu."""

from collections.abc import Callable

from PySide6.QtWidgets import QMenu, QWidget

from desktop.text.translate import tr

__all__ = ["view_menu"]


def view_menu(
    parent: QWidget,
    *,
    show: Callable[[], object],
    replace: Callable[[], object],
    rename: Callable[[], object],
    delete: Callable[[], object],
    writable: bool,
) -> QMenu:
    """Return the menu of one saved view; the caller shows and deletes it."""
    menu = QMenu(parent)
    menu.setToolTipsVisible(True)
    for words, act, edits in (
        (tr("Show this view"), show, False),
        (tr("Change it to what the table shows"), replace, True),
        (tr("Rename… (F2)"), rename, True),
        (tr("Delete (Del)"), delete, True),
    ):
        action = menu.addAction(words)
        if edits and not writable:
            action.setEnabled(False)
            action.setToolTip(tr("This reference can only be read"))
        action.triggered.connect(lambda _=False, act=act: act())
    return menu
