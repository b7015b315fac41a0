"""Records as the reader names them, and the list one chooses from."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QMenu, QWidget

from desktop.text.escaping import plain
from desktop.text.translate import tr
from models.queries.views import RecordLink

__all__ = ["kind_word", "record_menu", "record_words"]

_LONGEST_NAME = 64


def kind_word(kind: str) -> str:
    """Return the word for a kind of record, or the kind itself where there is none."""
    words = {
        "official": tr("Official"),
        "organization": tr("Organization"),
        "place": tr("Place"),
        "tenure": tr("Post held"),
        "meeting": tr("Meeting"),
        "participation": tr("Participation"),
        "agreement": tr("Agreement"),
        "statement": tr("Statement"),
        "relation": tr("Relation"),
        "name": tr("Name"),
        "source": tr("Source"),
    }
    return words.get(kind, plain(kind, _LONGEST_NAME))


def record_words(record: RecordLink) -> str:
    """Return one line that says which record it is and of what kind."""
    return tr(
        "{kind}: {name}", kind=kind_word(record.kind), name=plain(record.label, _LONGEST_NAME)
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
