from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from desktop.theme.theme import Theme
from tests.look import looking


@pytest.fixture
def theme(qapp: QApplication) -> Iterator[Theme]:
    yield from looking(qapp, "light")
