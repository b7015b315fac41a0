"""Somebody edits at random, goes back and forth, closes and opens: nothing is lost or wrong."""

import shutil
import tempfile
from pathlib import Path

import hypothesis.strategies as st
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from models.checking.verification import verify
from models.editing import (
    Evidence,
    New,
    Passage,
    Premise,
    RefusedError,
    add_claim,
    add_name,
    add_quote,
    add_tag,
    add_value,
    clear_field,
    create_record,
    deprecate,
    make_normal,
    order_values,
    prefer_name,
    remove_claim,
    rename,
    restore,
    set_field,
    set_preferred,
    trash,
)
from models.editing.merging import merge, unmerge
from models.reference.reference import Reference
from models.removing import remove_for_good
from models.undo import next_redo, next_undo, redo, take_back, undo_last
from tests.factories import TEXT, make_story
from tests.models.editing.looking import dump

WORDS = ("Tehran", "Wednesday", "memorandum", "Bagheri", "Belarus", "met", "ties")
DATES = ("2023-08-01", "2023-08-02", "2023-08", "2023", "2023-08-09~", "[2023-08-01,2023-08-02]")
ANY = st.integers(0, 1_000_000)


class EditingMachine(RuleBasedStateMachine):
    """Keeps a copy of every state there was, so that going back can be compared to the letter."""

    def __init__(self):
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.path = self.folder / "machine.attache"
        self.reference, self.ids = make_story(self.path)
        self.states = [dump(self.reference)]
        self.place = 0

    def teardown(self):
        while self.place:
            self.undo()
        assert dump(self.reference) == self.states[0]
        while self.place < len(self.states) - 1:
            self.redo()
        assert dump(self.reference) == self.states[-1]
        assert next_redo(self.reference) is None
        assert verify(self.reference).failures == ()
        remove_for_good(self.reference, record=self.gone())
        assert verify(self.reference).failures == ()
        self.reference.close()
        shutil.rmtree(self.folder)

    def gone(self):
        """Return some record, another one in every run."""
        return self.pick(7 * len(self.states) + self.place, "SELECT id FROM record ORDER BY id")

    def ask(self, query):
        with self.reference.connected() as database:
            return [row[0] for row in database.rows(query)]

    def pick(self, number, query):
        found = self.ask(query)
        return found[number % len(found)] if found else 0

    def edit(self, service, **given):
        """Make an edit that may be refused; a refusal or an empty edit changes nothing."""
        try:
            done = service(self.reference, **given)
        except RefusedError:
            assert dump(self.reference) == self.states[self.place]
            return
        if done.step is None:
            assert dump(self.reference) == self.states[self.place]
            return
        del self.states[self.place + 1 :]
        self.states.append(dump(self.reference))
        self.place += 1
        assert next_redo(self.reference) is None
        assert next_undo(self.reference).label == done.label

    def live(self, number, kind):
        return self.pick(
            number, f"SELECT id FROM record WHERE kind = '{kind}' AND trashed IS NULL ORDER BY id"
        )

    @rule(kind=st.sampled_from(("official", "meeting", "place", "organization")), name=st.text())
    def create(self, kind, name):
        self.edit(create_record, kind=kind, label=name)

    @rule(number=ANY, post=st.booleans())
    def take_part(self, number, post):
        values = {"participant": New("official", "Somebody", {"country": self.ids.iran})}
        if post:
            values["capacity"] = New("tenure", values={"title": "Minister"})
        owner = self.live(number, "meeting")
        self.edit(create_record, kind="participation", owner=owner, values=values)

    @rule(number=ANY, date=st.sampled_from(DATES), kind=st.sampled_from(("meeting", "source")))
    def set_date(self, number, date, kind):
        self.edit(set_field, record=self.live(number, kind), field="date", value=date)

    @rule(number=ANY, field=st.sampled_from(("date", "place", "summary", "topics", "form")))
    def clear(self, number, field):
        self.edit(clear_field, record=self.live(number, "meeting"), field=field)

    @rule(number=ANY, other=ANY)
    def set_place(self, number, other):
        place = self.live(other, "place")
        self.edit(set_field, record=self.live(number, "meeting"), field="place", value=place)

    @rule(number=ANY, other=ANY)
    def lie_in(self, number, other):
        self.edit(
            set_field,
            record=self.live(number, "place"),
            field="within",
            value=self.live(other, "place"),
        )

    @rule(number=ANY, topic=st.sampled_from(("ties", "trade", "Ties", " war ")))
    def add_topic(self, number, topic):
        self.edit(add_value, record=self.live(number, "meeting"), field="topics", value=topic)

    @rule(number=ANY)
    def reorder(self, number):
        record = self.live(number, "meeting")
        topics = self.ask(f"SELECT text FROM topic WHERE event_id = {record} ORDER BY position")
        self.edit(order_values, record=record, field="topics", values=topics[::-1])

    @rule(start=st.integers(-1, len(TEXT)), length=st.integers(0, 80))
    def quote(self, start, length):
        self.edit(add_quote, passage=Passage(self.ids.snapshot, start, start + length))

    @rule(
        number=ANY,
        words=st.sampled_from(WORDS),
        date=st.sampled_from(DATES),
        inferred=st.booleans(),
        supports=st.booleans(),
    )
    def claim_date(self, number, words, date, inferred, supports):
        start = TEXT.index(words)
        self.edit(
            add_claim,
            record=self.live(number, "meeting"),
            field="date",
            value=date,
            evidence=Evidence(
                Passage(self.ids.snapshot, start, start + len(words)),
                printed=words,
                premises=(Premise("source date", None, None, None),) if inferred else (),
                supports=supports,
            ),
        )

    @rule(number=ANY, other=ANY)
    def claim_place(self, number, other):
        self.edit(
            add_claim,
            record=self.live(number, "meeting"),
            field="place",
            value=self.live(other, "place"),
            evidence=Evidence(self.ids.met, printed="Tehran"),
        )

    @rule(
        number=ANY,
        service=st.sampled_from((set_preferred, deprecate, make_normal, remove_claim)),
    )
    def weigh(self, number, service):
        given = {"claim": self.pick(number, "SELECT id FROM claim ORDER BY id")}
        if service in (set_preferred, deprecate):
            given["reason"] = "because"
        self.edit(service, **given)

    @rule(number=ANY, name=st.sampled_from(("Ali", "Али", "علی", " ")), kind=st.booleans())
    def call(self, number, name, kind):
        record = self.live(number, "official" if kind else "organization")
        self.edit(rename, record=record, label=name)

    @rule(number=ANY, name=st.sampled_from(("Ali", "Али", "علی")), preferred=st.booleans())
    def name(self, number, name, preferred):
        record = self.live(number, "official")
        form = "preferred" if preferred else "printed"
        self.edit(add_name, record=record, text=name, form=form)

    @rule(number=ANY)
    def prefer(self, number):
        self.edit(prefer_name, name=self.live(number, "name"))

    @rule(number=ANY, tag=st.sampled_from(("defence", "Defence", "gulf")))
    def tag(self, number, tag):
        self.edit(add_tag, record=self.live(number, "meeting"), tag=tag)

    @rule(number=ANY)
    def trash(self, number):
        self.edit(trash, record=self.pick(number, "SELECT id FROM record ORDER BY id"))

    @rule(number=ANY)
    def restore(self, number):
        query = "SELECT id FROM record WHERE trashed IS NOT NULL ORDER BY id"
        self.edit(restore, record=self.pick(number, query))

    @rule(number=ANY, other=ANY, kind=st.sampled_from(("official", "meeting", "place")))
    def merge(self, number, other, kind):
        self.edit(merge, keep=self.live(number, kind), gone=self.live(other, kind))

    @rule(number=ANY)
    def unmerge(self, number):
        query = "SELECT id FROM record WHERE merged_into_id IS NOT NULL ORDER BY id"
        self.edit(unmerge, record=self.pick(number, query))

    @rule(number=ANY)
    def take_back(self, number):
        self.edit(take_back, step=self.pick(number, "SELECT id FROM step WHERE id > 1"))

    @precondition(lambda self: self.place)
    @rule()
    def undo(self):
        undo_last(self.reference)
        self.place -= 1
        assert dump(self.reference) == self.states[self.place]

    @precondition(lambda self: self.place < len(self.states) - 1)
    @rule()
    def redo(self):
        redo(self.reference)
        self.place += 1
        assert dump(self.reference) == self.states[self.place]

    @rule()
    def close_and_open(self):
        self.reference.close()
        self.reference = Reference.open(self.path)
        assert dump(self.reference) == self.states[self.place]

    @invariant()
    def nothing_is_wrong(self):
        assert verify(self.reference).failures == ()


def test_editing_at_random_loses_nothing_and_is_taken_back_to_the_letter():
    run_state_machine_as_test(
        EditingMachine,
        settings=settings(
            max_examples=8,
            stateful_step_count=25,
            deadline=None,
            # Making a failing run shorter takes longer than a run may take.
            phases=(Phase.reuse, Phase.generate),
            suppress_health_check=[HealthCheck.too_slow],
        ),
    )
