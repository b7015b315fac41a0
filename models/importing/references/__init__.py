"""Another reference taken into this one: the same identity is the same record."""

from models.importing.references.report import ReferenceReport
from models.importing.references.run import import_reference

__all__ = ["ReferenceReport", "import_reference"]
