"""Views are saved under a name of their own, renamed and deleted, each undoable."""

import json

import pytest

from models.checking.verification import verify
from models.editing import RefusedError, delete_view, rename_view, replace_view, save_view
from models.editing.saved_views import LONGEST_NAME
from models.queries.saved_views import saved_views
from models.reference.problems import ProblemError
from models.reference.reference import Reference
from models.undo.undoing import redo, undo_last


@pytest.fixture
def reference(story):
    return story[0]


def names(reference):
    return [view.name for view in saved_views(reference.database)]


def test_a_view_is_saved_with_its_query_and_columns(reference):
    columns = json.dumps({"order": [["when", True]]})
    done = save_view(reference, name="  Tehran   talks ", query="place:tehran", columns=columns)
    (view,) = saved_views(reference.database)
    assert (view.id, view.name, view.query) == (done.focus, "Tehran talks", "place:tehran")
    assert view.columns == columns
    assert done.label == "Save the view “Tehran talks”"
    assert verify(reference).passed


def test_views_are_listed_by_name_as_people_sort(reference):
    for name in ("Zürich", "ärmel", "berlin", "Élysée"):
        save_view(reference, name=name, query="x")
    assert names(reference) == ["ärmel", "berlin", "Élysée", "Zürich"]


def test_every_step_is_undone_and_made_again(reference):
    view = save_view(reference, name="One", query="x").focus
    rename_view(reference, view=view, name="Two")
    delete_view(reference, view=view)
    for expected in (["Two"], ["One"], []):
        undo_last(reference)
        assert names(reference) == expected
    for expected in (["One"], ["Two"], []):
        redo(reference)
        assert names(reference) == expected
    assert verify(reference).passed


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("", "A view needs a name."),
        (" \n ", "A view needs a name."),
        ("talks", "There is a view called “Talks” already."),
        ("TALKS ", "There is a view called “Talks” already."),
        ("x" * (LONGEST_NAME + 1), f"A name has at most {LONGEST_NAME} characters."),
        ("a\x00b", "A character in this text cannot be stored."),
    ],
)
def test_a_name_that_cannot_be_is_refused_beside_its_field(reference, name, sentence):
    save_view(reference, name="Talks", query="x")
    other = save_view(reference, name="Other", query="y").focus
    for act in (
        lambda: save_view(reference, name=name, query="z"),
        lambda: rename_view(reference, view=other, name=name),
    ):
        with pytest.raises(RefusedError) as refused:
            act()
        assert (refused.value.field, refused.value.sentence) == ("name", sentence)
    assert names(reference) == ["Other", "Talks"]


def test_a_view_keeps_its_own_name_and_takes_another_case_of_it(reference):
    view = save_view(reference, name="Talks", query="x").focus
    assert rename_view(reference, view=view, name="Talks").step is None
    rename_view(reference, view=view, name="TALKS")
    assert names(reference) == ["TALKS"]


def test_a_view_is_changed_to_another_query_and_back(reference):
    view = save_view(reference, name="Talks", query="x").focus
    assert replace_view(reference, view=view, query="x").step is None
    done = replace_view(reference, view=view, query="y", columns="{}")
    assert done.label == "Change the view “Talks”"
    (changed,) = saved_views(reference.database)
    assert (changed.query, changed.columns) == ("y", "{}")
    undo_last(reference)
    (changed,) = saved_views(reference.database)
    assert (changed.query, changed.columns) == ("x", None)


def test_a_view_that_is_gone_is_neither_renamed_nor_deleted(reference):
    for act in (
        lambda: rename_view(reference, view=99, name="x"),
        lambda: delete_view(reference, view=99),
        lambda: replace_view(reference, view=99, query="x"),
    ):
        with pytest.raises(RefusedError, match="not there any more"):
            act()


def test_a_reference_that_is_read_only_says_so(story_file):
    with Reference.open(story_file.path, read_only=True) as reference:
        with pytest.raises(ProblemError, match="read-only"):
            save_view(reference, name="x", query="y")
        assert saved_views(reference.database) == ()
