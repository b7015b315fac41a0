from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from desktop.theme.theme import Theme
from tests.desktop.lists.dressed import dressed


@pytest.fixture
def theme(qapp: QApplication) -> Iterator[Theme]:
    yield from dressed(qapp)
