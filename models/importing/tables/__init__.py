"""Records out of spreadsheets and other tables: each row is quoted for what it says."""

from models.importing.tables.mapping import BadMappingError, Mapping, propose, targets
from models.importing.tables.report import TableReport
from models.importing.tables.run import TableFile, import_table, read_table

__all__ = [
    "BadMappingError",
    "Mapping",
    "TableFile",
    "TableReport",
    "import_table",
    "propose",
    "read_table",
    "targets",
]
