"""Names that Windows keeps for devices are known, however they are written."""

import pytest

from models.files.naming import is_kept_for_a_device


@pytest.mark.parametrize(
    "name",
    ["CON", "con", "NUL.attache", "nul .txt", "Aux.a.b", "PRN", "COM1", "lpt9.x", "COM²", "CONIN$"],
)
def test_a_device_is_known_with_any_ending(name):
    assert is_kept_for_a_device(name)


@pytest.mark.parametrize("name", ["CONGO", "Conference.attache", "COM10", "a CON", "NULL", "", "x"])
def test_other_names_are_free(name):
    assert not is_kept_for_a_device(name)
