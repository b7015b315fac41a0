"""Reading the lines in which people write a source's authors and the rest of its CSL."""

from __future__ import annotations

from models.editing.done import RefusedError
from models.editing.edit import Edit, Told, service
from models.editing.sources import Author, set_authors, set_csl
from models.queries.source_words import AUTHORS, CSL


def authors_in(line: str) -> tuple[Author, ...]:
    """Return the authors of a line, parted by semicolons; a comma parts the family name."""
    found = []
    for piece in line.split(";"):
        family, comma, given = (part.strip() for part in piece.partition(","))
        if comma and family:
            found.append(Author(family=family, given=given or None))
        elif family:
            found.append(Author(literal=family))
    return tuple(found)


def csl_in(line: str) -> dict[str, str]:
    """Return the variables of a line such as "volume: 3; page: 12–14".

    Raises:
        RefusedError: a piece has no name.
    """
    found: dict[str, str] = {}
    for piece in line.split(";"):
        name, colon, value = (part.strip() for part in piece.partition(":"))
        if not name and not value:
            continue
        if not colon or not name or not value:
            raise RefusedError(CSL, "Write it as “volume: 3; page: 12–14”.")
        found[name.casefold().replace(" ", "-")] = value
    return found


@service
def set_source_words(edit: Edit, *, source: int, name: str, line: str) -> Told:
    """Put a line of authors or of CSL into a source; an empty one takes them out.

    Raises:
        RefusedError: it cannot be read.
    """
    if name == AUTHORS:
        done = set_authors(edit, source=source, authors=authors_in(line))
    else:
        done = set_csl(edit, source=source, csl=csl_in(line))
    return Told(done.label, source)
