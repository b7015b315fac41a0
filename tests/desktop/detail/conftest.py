import pytest

from desktop.theme.theme import Theme


@pytest.fixture(scope="session")
def theme(qapp):
    return Theme(qapp)
