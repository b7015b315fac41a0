"""The US diplomatic record of the Office of the Historian, as published in its repositories."""

from models.importing.historian.data_files import (
    ArchiveFiles,
    BadDataError,
    DataFiles,
    FolderFiles,
)
from models.importing.historian.report import ImportReport
from models.importing.historian.run import ImportCancelledError, Progress, import_historian

__all__ = [
    "ArchiveFiles",
    "BadDataError",
    "DataFiles",
    "FolderFiles",
    "ImportCancelledError",
    "ImportReport",
    "Progress",
    "import_historian",
]
