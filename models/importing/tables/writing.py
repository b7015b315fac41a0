"""Writing what rows say: known records gain claims, everybody else is made."""

from __future__ import annotations

from typing import Any, Final

from models.editing.edit import cut
from models.editing.meetings import called
from models.fields.registry import FIELD_BY_NAME
from models.importing.tables.evidence import cells_of, value_of
from models.importing.tables.linking import EVENTS, Links, linked_value
from models.importing.tables.making import Linked
from models.importing.tables.mapping import NAMED
from models.importing.tables.reading import PostHeld, Present, RowDraft, Said
from models.importing.tables.sheet import Row, Words
from models.records.values import Value

LONGEST_NAME: Final = 80
ROWS: Final = "table/rows"
"""The register of rows that are known by their file and number."""


class Writer(Links):
    """Writes what rows say, one after the other; `finish` comes at the end."""

    def write(self, draft: RowDraft, kind: str, identity: tuple[str, str]) -> None:
        """Write what one row says; `identity` is the register and value by which it is known."""
        before = (self._last, self._report.claims)
        country = draft.first("country")
        state = self._state(draft.row, country.words) if country and country.party else None
        found = self._main(draft, kind, identity, state)
        if found is None:
            return
        record, is_new = found
        if is_new:
            self._make(draft, kind, record, state)
        else:
            self._add(draft, kind, record, state)
        for scheme, value in (identity, *draft.identifiers):
            self._identify(draft.row, record, kind, scheme, value)
        for tag in draft.tags:
            self._tagged[tag, record] = None
        for words in draft.names:
            self._name(draft.row, Linked(record, kind), words)
        for present in draft.present:
            self._take_part(draft, Linked(record, kind), present)
        if draft.post is not None:
            self._hold(draft, record, draft.post)
        self.touched[record] = None
        if before == (self._last, self._report.claims):
            self._report.unchanged += 1
        self._rows.write_when_enough()

    def _main(
        self, draft: RowDraft, kind: str, identity: tuple[str, str], state: Linked | None
    ) -> tuple[int, bool] | None:
        """Return the record the row is about and whether it is to be made; None where refused."""
        for scheme, value in (identity, *draft.identifiers):
            there = self._identified.get((scheme, value))
            if there is None and (known := self._known.identified(scheme, value)) is not None:
                there = Linked(*known)
                self._match(there.id)
            if there is not None and there.kind != kind:
                self._refuse(draft.row, f"{scheme} {value} is a record of the kind {there.kind}.")
                return None
            if there is not None:
                return there.id, False
        if self._known.is_taken(*identity):
            self._refuse(draft.row, "What it became is in the trash; take it out to go on with it.")
            return None
        if kind in NAMED:
            assert draft.label is not None
            key = (kind, draft.label.text, state.id if state and kind != "place" else None)
            if key in self._found:
                return self._found[key].id, False
            same, doubtful = self._known.same((kind,), draft.label.text, key[2])
            if same is not None:
                self._match(same)
                self._found[key] = Linked(same, kind)
                return same, False
            if doubtful:
                self._doubt(draft.row, kind, draft.label.text)
            self._found[key] = Linked(self._last + 1, kind)
        self._last += 1
        return self._last, True

    def _make(self, draft: RowDraft, kind: str, record: int, state: Linked | None) -> None:
        values = self._values(draft, record, state)
        cells: dict[str, Any] = {}
        listed: dict[str, int] = {}
        for said, value, linked in values:
            field = said.field
            if field.several:
                self._list(record, kind, field, value, linked, listed)
            else:
                cells |= cells_of(field, value, linked.kind if linked else None, said.words.text)
        label = self._label(draft, kind, values)
        self._insert(record, kind, label, cells, note=draft.note)
        if kind in NAMED and draft.label is not None:
            self._name(draft.row, Linked(record, kind), draft.label)
        elif kind != "statement":
            self._claim(record, kind, None, draft.row, draft.label, None)
        for said, value, _ in values:
            if said.field.citable:
                self._claim(record, kind, said.field, draft.row, said.words, value)

    def _add(self, draft: RowDraft, kind: str, record: int, state: Linked | None) -> None:
        """Let a record that is there say what the row says, too (law 5)."""
        for said, value, _ in self._values(draft, record, state):
            if said.field.citable and self._claim(
                record, kind, said.field, draft.row, said.words, value
            ):
                self._settled[record, said.field.name] = said.field
                self._change(record)
        if kind in NAMED and draft.label is not None:
            self._name(draft.row, Linked(record, kind), draft.label)

    def _values(
        self, draft: RowDraft, record: int, state: Linked | None
    ) -> list[tuple[Said, Value, Linked | None]]:
        found = []
        for said in draft.said:
            linked = None
            if said.party is not None:
                linked = self._named(draft, said, record, state)
                if linked is None:
                    continue
                value = linked_value(said, linked)
            elif said.date is not None:
                value = Value(
                    edtf=said.date.edtf, earliest=said.date.earliest, latest=said.date.latest
                )
            else:
                value = value_of(said.text or "")
            found.append((said, value, linked))
        return found

    def _named(
        self, draft: RowDraft, said: Said, record: int, state: Linked | None
    ) -> Linked | None:
        """Return the record that a value is; None where it was refused."""
        assert said.party is not None
        if said.field.name == "country" and state is not None:
            return state
        if said.party.kinds[0] in EVENTS:
            return self.event(draft.row, said, record)
        if said.field.name != "capacity":
            return self._party(draft.row, said.party)
        speaker = draft.first("speaker")
        who = self._party(draft.row, speaker.party) if speaker and speaker.party else None
        if speaker is None or who is None or who.kind != "official":
            return self._refused(draft.row, said, "A post needs an official who speaks.")
        return Linked(self._post(draft.row, who.id, speaker.words, said.words, None, ()), "tenure")

    def _label(
        self, draft: RowDraft, kind: str, values: list[tuple[Said, Value, Linked | None]]
    ) -> str:
        if kind == "statement":
            words = draft.first("words")
            return f"“{cut(words.text or '', LONGEST_NAME)}”" if words else ""
        if draft.label is not None:
            return " ".join(draft.label.text.split())
        linked = {said.field.name: one for said, _, one in values if one is not None}
        if kind == "relation":
            return f"{self._called(linked['subject'].id)} – {self._called(linked['object'].id)}"
        present = [self._called(self._participant(draft, one).id) for one in draft.present]
        form = draft.first("form")
        if present:
            return called(present, form.text if form else None)
        date = draft.first("date")
        word = (form.text if form and form.text else "meeting").capitalize()
        return f"{word}, {date.words.text}" if date else word

    # ------------------------------------------------------------- participations and posts

    def _participant(self, draft: RowDraft, present: Present) -> Linked:
        return self._party(draft.row, present.party)

    def _take_part(self, draft: RowDraft, event: Linked, present: Present) -> None:
        row, party = draft.row, present.party
        who = self._participant(draft, present)
        key = ("participation", f"{event.id} {who.id}", None)
        there = self._found.get(key)
        if there is None and event.id <= self._first:
            rows = self._database.rows(
                "SELECT record_id FROM participation JOIN record ON record.id = record_id "
                "WHERE event_id = ? AND participant_id = ? AND trashed IS NULL LIMIT 1",
                (event.id, who.id),
            )
            there = Linked(int(rows[0][0]), "participation") if rows else None
        if there is not None:
            self._found[key] = there
            return
        if event.id <= self._first:
            self._change(event.id)
        cells: dict[str, Any] = {
            "event_id": event.id,
            "event_kind": event.kind,
            "participant_id": who.id,
            "participant_kind": who.kind,
            "role": present.role,
        }
        side = self._state(row, party.country) if party.country else None
        post = None
        if party.post is not None and who.kind == "official":
            post = self._post(row, who.id, party.words, party.post, None, ())
        cells |= {"side_id": side.id if side else None, "capacity_id": post}
        self._last += 1
        self._found[key] = Linked(self._last, "participation")
        record = self._last
        self._insert(record, "participation", self._called(who.id), cells, owner=event.id)
        leans = self._headings if present.role != "principal" else None
        said: tuple[tuple[str, Words | None, Value | None, Row | None], ...] = (
            ("participant", party.words, Value(record_id=who.id), None),
            ("role", None, Value(text=present.role) if leans else None, leans),
            ("side", party.country, Value(record_id=side.id) if side else None, None),
            ("capacity", party.post, Value(record_id=post) if post else None, None),
        )
        for name, words, value, premise in said:
            if value is not None:
                field = FIELD_BY_NAME["participation", name]
                self._claim(record, "participation", field, row, words, value, leans=premise)

    def _hold(self, draft: RowDraft, official: int, held: PostHeld) -> None:
        of = self._party(draft.row, held.of) if held.of is not None else None
        words = held.of.words if held.of is not None else None
        whose = (of, words) if of and words else None
        self._post(draft.row, official, draft.label, held.title, whose, held.said)

    def _post(
        self,
        row: Row,
        official: int,
        name: Words | None,
        title: Words | None,
        of: tuple[Linked, Words] | None,
        said: tuple[Said, ...],
    ) -> int:
        """Return the post an official held, made where they hold none that is called so."""
        start = next((one.date.edtf for one in said if one.field.name == "start" and one.date), "")
        organization = of[0].id if of else None
        key = (official, f"{title.text if title else ''}\n{start}", organization)
        if key in self._posts:
            return self._posts[key]
        if official <= self._first:
            rows = self._database.rows(
                "SELECT record_id FROM tenure JOIN record ON record.id = record_id "
                "WHERE official_id = ? AND title IS ? AND organization_id IS ? "
                "AND (?4 = '' OR start_edtf IS ?4) AND trashed IS NULL ORDER BY record_id LIMIT 1",
                (official, title.text if title else None, organization, start),
            )
            if rows:
                self._posts[key] = int(rows[0][0])
                return self._posts[key]
            self._change(official)
        self._last += 1
        post = self._posts[key] = self._last
        cells: dict[str, Any] = {
            "official_id": official,
            "title": title.text if title else None,
            "organization_id": organization,
        }
        claims: list[tuple[str, Words, Value]] = []
        if name is not None:
            claims.append(("official", name, Value(record_id=official)))
        if title is not None:
            claims.append(("title", title, value_of(title.text)))
        if of is not None:
            claims.append(("organization", of[1], Value(record_id=of[0].id)))
        for one in said:
            assert one.date is not None
            value = Value(edtf=one.date.edtf, earliest=one.date.earliest, latest=one.date.latest)
            cells |= cells_of(one.field, value, None, one.words.text)
            claims.append((one.field.name, one.words, value))
        label = ", ".join(
            part for part in (cells["title"], self._called(of[0].id) if of else None) if part
        )
        self._insert(post, "tenure", label, cells, owner=official)
        for field, words, value in claims:
            self._claim(post, "tenure", FIELD_BY_NAME["tenure", field], row, words, value)
        return post
