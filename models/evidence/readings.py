"""What date words say against the date of their source, and whether a reading contradicts them."""

from __future__ import annotations

from models.dates import UncertainDate, parse_edtf, read_phrase


def reading_of(
    printed: str | None, published: str | None, *, upcoming: bool = False
) -> UncertainDate | None:
    """Return what the words say in a text published then (EDTF); None where that is not known.

    Raises:
        DateError: `published` is no date.
    """
    if printed is None or published is None:
        return None
    return read_phrase(printed, parse_edtf(published), upcoming=upcoming)


def overlaps(one: UncertainDate, edtf: str) -> bool:
    """Whether two dates can be the same."""
    other = parse_edtf(edtf)
    return (one.earliest or "") <= (other.latest or "9999-12-31") and (other.earliest or "") <= (
        one.latest or "9999-12-31"
    )


def contradicted(printed: str | None, published: str | None, edtf: str) -> UncertainDate | None:
    """Return what the words say where they cannot mean `edtf` (law 7), else None.

    What a text announces is read forwards, everything else backwards; either may be meant.

    Raises:
        DateError: one of the dates is none.
    """
    readings = [
        reading
        for upcoming in (False, True)
        if (reading := reading_of(printed, published, upcoming=upcoming)) is not None
    ]
    if not readings or any(overlaps(reading, edtf) for reading in readings):
        return None
    return readings[0]
