"""What is neither record nor evidence: history, tags, views, suggestions, search text, counts."""

from __future__ import annotations

import peewee

from models.schema import vocabulary
from models.schema.base import IdentifiedTable, ReferenceTable, choice, reference
from models.schema.evidence import Snapshot
from models.schema.records import Record, Step


class FileFact(ReferenceTable):
    """Facts about the file itself, by key."""

    key = peewee.TextField(primary_key=True)
    value = peewee.TextField()

    class Meta:
        table_name = "meta"
        without_rowid = True


class Recording(ReferenceTable):
    """The one row that tells the change triggers which step is being recorded, if any.

    It is NULL between steps and during a bulk import, whose rows carry the step's id instead.
    """

    id = peewee.IntegerField(primary_key=True, constraints=[peewee.Check("id = 1")])
    step = reference(Step, "step_id", on_delete="SET NULL", null=True, index=False)


class Change(ReferenceTable):
    """What one step did to one row, written by triggers; undo, history and digest read it."""

    id = peewee.AutoField()
    step = reference(Step, "step_id", on_delete="CASCADE")
    table_name = peewee.TextField()
    row_key = peewee.TextField()
    """The row's primary key as a JSON array."""
    operation = choice("operation", vocabulary.OPERATIONS)
    before = peewee.TextField(null=True)
    after = peewee.TextField(null=True)


class MergeMove(ReferenceTable):
    """Which row a merge moved from which record to which, so that it can be taken back."""

    step = reference(Step, "step_id", on_delete="RESTRICT", index=False)
    table_name = peewee.TextField()
    column_name = peewee.TextField()
    row_key = peewee.TextField()
    from_record = reference(Record, "from_record_id", on_delete="RESTRICT")
    to_record = reference(Record, "to_record_id", on_delete="RESTRICT")

    class Meta:
        primary_key = peewee.CompositeKey("step", "table_name", "column_name", "row_key")


class Tag(IdentifiedTable):
    """A word people put on records to find them again."""

    text = peewee.TextField(unique=True)


class Tagging(ReferenceTable):
    """A tag on a record."""

    tag = reference(Tag, "tag_id", on_delete="CASCADE", index=False)
    record = reference(Record, "record_id", on_delete="CASCADE")

    class Meta:
        primary_key = peewee.CompositeKey("tag", "record")
        without_rowid = True


class DistinctPair(ReferenceTable):
    """Two records somebody declared not to be the same; the lower id first."""

    one = reference(Record, "one_id", on_delete="CASCADE", index=False)
    other = reference(Record, "other_id", on_delete="CASCADE")
    reason = peewee.TextField(null=True)

    class Meta:
        primary_key = peewee.CompositeKey("one", "other")
        constraints = [peewee.Check("one_id < other_id")]


class SavedView(IdentifiedTable):
    """A query somebody wants to see again; `columns` is the table's layout as JSON."""

    name = peewee.TextField(unique=True)
    query = peewee.TextField()
    columns = peewee.TextField(
        null=True, constraints=[peewee.Check("columns IS NULL OR json_valid(columns)")]
    )


class Suggestion(IdentifiedTable):
    """What a machine proposed to read off a passage, and what a person said to it."""

    snapshot = reference(Snapshot, "snapshot_id", on_delete="CASCADE")
    start = peewee.IntegerField()
    end = peewee.IntegerField()
    text_sha256 = peewee.TextField(index=True)
    payload = peewee.TextField(constraints=[peewee.Check("json_valid(payload)")])
    extractor = peewee.TextField()
    extractor_version = peewee.TextField()
    verdict = choice("verdict", vocabulary.VERDICTS, default="open")


class Involvement(ReferenceTable):
    """Whom, which state and ground a record is about, which sources it rests on; derived."""

    involved = reference(Record, "involved_id", on_delete="CASCADE", index=False)
    manner = choice("manner", vocabulary.INVOLVEMENTS)
    record = reference(Record, "record_id", on_delete="CASCADE")

    class Meta:
        primary_key = peewee.CompositeKey("involved", "manner", "record")
        without_rowid = True


class SearchDocument(ReferenceTable):
    """The folded text a record is found by; derived. `record_search` indexes it."""

    record = reference(Record, "record_id", on_delete="CASCADE", primary_key=True)
    names = peewee.TextField(default="")
    related = peewee.TextField(default="")
    words = peewee.TextField(default="")
    quoted = peewee.TextField(default="")
    """The words of the quotes behind the record and what is inside it."""
    skeleton = peewee.TextField(default="")
    """The sounds of its own names, apart from those of the records it names."""
    related_skeleton = peewee.TextField(default="")


PLUMBING_TABLES = (
    FileFact,
    Recording,
    Change,
    MergeMove,
    Tag,
    Tagging,
    DistinctPair,
    SavedView,
    Suggestion,
    Involvement,
    SearchDocument,
)
