"""Records out of spreadsheets and other tables: each row is quoted for what it says."""

from models.importing.tables.foreseeing import Foreseen, foresee
from models.importing.tables.mapping import KINDS, BadMappingError, Mapping, propose, targets
from models.importing.tables.report import TableReport
from models.importing.tables.run import TableFile, import_table, read_table

__all__ = [
    "KINDS",
    "BadMappingError",
    "Foreseen",
    "Mapping",
    "TableFile",
    "TableReport",
    "foresee",
    "import_table",
    "propose",
    "read_table",
    "targets",
]
