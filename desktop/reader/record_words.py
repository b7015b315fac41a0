"""Records as the reader names them, and the list one chooses from."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QMenu, QWidget

from desktop.lists.wording import kind_name
from desktop.text.escaping import plain
from desktop.text.translate import tr
from models.queries.views import RecordLink

__all__ = ["record_menu", "record_words"]

_LONGEST_NAME = 64


def record_words(record: RecordLink) -> str:
    """Return one line that says which record it is and of what kind."""
    return tr(
        "{kind}: {name}", kind=kind_name(record.kind), name=plain(record.label, _LONGEST_NAME)
    )


def record_menu(
    title: str, records: Sequence[RecordLink], chosen: Callable[[int], object], parent: QWidget
) -> QMenu:
    """Return a menu of records, to be shown with `popup`; it deletes itself when it closes."""
    menu = QMenu(parent)
    menu.setAccessibleName(title)
    menu.addAction(title.replace("&", "&&")).setEnabled(False)
    menu.addSeparator()
    for record in records:
        # An ampersand in a name is no mnemonic.
        action = menu.addAction(record_words(record).replace("&", "&&"))
        action.triggered.connect(lambda _=False, number=record.id: chosen(number))
    menu.aboutToHide.connect(menu.deleteLater)
    return menu
