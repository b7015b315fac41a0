"""Every colour pair the window uses can be read, in light and in dark."""

import re
from dataclasses import fields

import pytest

from desktop.theme.tokens import DARK, GRAPHIC_PAIRS, LIGHT, TEXT_PAIRS, Palette, contrast

SCHEMES = pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])


def test_contrast_is_that_of_the_standard() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.005)
    assert contrast("#abcdef", "#abcdef") == 1


@SCHEMES
@pytest.mark.parametrize(("written", "behind"), TEXT_PAIRS)
def test_text_stands_out_by_four_and_a_half_to_one(
    palette: Palette, written: str, behind: str
) -> None:
    assert contrast(getattr(palette, written), getattr(palette, behind)) >= 4.5


@SCHEMES
@pytest.mark.parametrize(("drawn", "behind"), GRAPHIC_PAIRS)
def test_marks_borders_and_focus_stand_out_by_three_to_one(
    palette: Palette, drawn: str, behind: str
) -> None:
    assert contrast(getattr(palette, drawn), getattr(palette, behind)) >= 3


@SCHEMES
def test_every_colour_is_opaque_and_in_a_pair_or_purely_decorative(palette: Palette) -> None:
    paired = {name for pair in (*TEXT_PAIRS, *GRAPHIC_PAIRS) for name in pair}
    colours = {field.name for field in fields(palette)} - {"scheme"}
    assert colours - paired == {"border"}
    for name in colours:
        assert re.fullmatch("#[0-9a-f]{6}", getattr(palette, name))
