"""The shipped story written at the keyboard, from its plain data and the article alone.

What the window cannot write is not gone round: the writing fails there.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtWidgets import QApplication, QLineEdit

from models.fields.registry import FIELD_BY_NAME, Field, FieldType
from models.queries.views import Span
from tests.journeys.desk import ALT, CONTROL, NONE, SHIFT, Desk, Key
from tests.journeys.story_data import (
    APART,
    FIRST,
    KINDS,
    NAMED,
    Data,
    called,
    first_claim,
    value_of,
)
from tests.journeys.typist import Typist


@dataclass
class Writing:
    """Writes a story with two hands on the keyboard."""

    desk: Desk
    story: Data
    typist: Typist

    # ------------------------------------------------------------------ names

    def label(self, key: str) -> str:
        """Return what a record, or a post inside one, is called."""
        owner, _, inside = key.partition("/")
        for records in self.story["records"].values():
            if owner in records:
                data = records[owner]
                if inside:
                    return str(value_of(data["tenures"][inside]["title"]))
                return called(data)
        raise KeyError(key)

    # ------------------------------------------------------------------ words

    def mark(self, claim: Data) -> None:
        """Mark the decisive words of a claim in the article."""
        quote = self.story["quotes"][claim["quote"]]
        words = claim.get("words") or claim.get("printed") or quote
        text = self.typist.text
        start = text.index(words, text.index(quote))
        place = Span(start, start + len(words))
        if self.desk.window.panes.reader.selection() == place:
            return
        self.read()
        if words == quote:
            beginning = words[:24]
            self.typist.find(beginning, Span(start, start + len(beginning)))
            self.typist.press(Key.Key_S)
        else:
            self.typist.mark(words, within=quote)
        assert self.desk.window.panes.reader.selection() == place, (words, self.typist.marked)

    def read(self) -> None:
        """Take the keyboard to the reader."""
        reader = self.desk.window.panes.reader
        if not self.desk.has_keyboard(reader.text):
            self.typist.press(Key.Key_4, CONTROL)
            self.typist.see(lambda: self.desk.has_keyboard(reader.text))

    def let_go(self) -> None:
        """Let marked words go."""
        reader = self.desk.window.panes.reader
        if reader.selection() is not None:
            self.read()
            self.typist.press(Key.Key_Escape)
            self.typist.see(lambda: reader.selection() is None)

    def add(self, claim: Data, typed: str) -> None:
        """Add to the words what the claim has beside them."""
        editor, typist = self.desk.window.overlays.field_editor, self.typist
        printed = claim.get("printed")
        if printed is not None and printed.casefold() != typed.casefold():
            self.beside(Key.Key_P, printed)
        chain = claim.get("attribution")
        wanted = self.chain(chain) if chain is not None else ""
        known = editor.evidence.partition(" · via ")[2]
        if known.partition(" · ")[0] != wanted:
            self.beside(Key.Key_V, wanted)
        leans = "; ".join(self.leaning(one) for one in claim.get("inferred", ()))
        if leans:
            self.beside(Key.Key_L, leans)
        typist.decide()

    def beside(self, key: Key, text: str) -> None:
        """Answer one of the lines that open below a field."""
        editor, typist = self.desk.window.overlays.field_editor, self.typist
        typist.press(key, ALT)
        typist.see(lambda: self.desk.has_keyboard(editor.beside))
        if text:
            typist.type(text)
        else:
            typist.press(Key.Key_Delete)
        typist.press(Key.Key_Return)
        typist.see(lambda: not self.desk.has_keyboard(editor.beside))

    def chain(self, chain: Any) -> str:
        """Return a chain as one types it."""
        hops = self.story["attributions"][chain] if isinstance(chain, str) else chain
        typed = []
        for hop in hops:
            party = self.label(hop["party"]) if "party" in hop else ""
            plain = not party or party == hop["printed"]
            typed.append(hop["printed"] if plain else f"{hop['printed']} = {party}")
        return " > ".join(typed)

    def leaning(self, premise: Any) -> str:
        """Return one thing a reading leans on as one types it."""
        if premise == "source date":
            return "date"
        if "quote" in premise:
            return str(self.story["quotes"][premise["quote"]][:30].strip())
        return str(premise["editor"])

    # ----------------------------------------------------------------- fields

    def choose(self, label: str, inside: str = "") -> None:
        """Choose a line of the list of fields."""
        what_for, typist = self.desk.window.overlays.what_for, self.typist
        editor = self.desk.window.overlays.field_editor
        typist.command(Key.Key_U, CONTROL)
        typist.see(what_for.isVisible)
        typist.type(f"{label} {inside}".strip())
        wanted = f"{label} · {inside}" if inside else label
        for _ in range(what_for.items.rowCount()):
            item = what_for.current_item
            assert item is not None
            if item.text == wanted or (inside and item.text.startswith(f"{wanted}, ")):
                typist.press(Key.Key_Return)
                typist.see(lambda: not what_for.isVisible())
                typist.see(lambda: self.desk.has_keyboard(editor))
                return
            typist.press(Key.Key_Down)
        raise AssertionError(f"no line for {wanted} at {self.desk.shown}")

    def value(self, known: Field, text: str, *, connection: str = "", record: str = "") -> None:
        """Type a value into the open editor, or see that it stands there already."""
        editor, typist = self.desk.window.overlays.field_editor, self.typist
        if known.type is FieldType.RECORD:
            if editor.text == record and not connection:
                # It stands there, or is proposed.
                return
            if editor.text != record:
                typist.type(record)
            typist.offered(record, connection.capitalize())
        elif known.type is FieldType.CHOICE:
            shown = text.replace("_", " ").capitalize()
            if editor.text != shown:
                typist.type(shown)
                typist.offered(shown)
        elif editor.text != text:
            if not text.isprintable():
                raise AssertionError(text)
            typist.type(text)

    def save(self, *, long: bool = False) -> None:
        """Save and leave the editor."""
        editor = self.desk.window.overlays.field_editor
        self.typist.press(Key.Key_Return, CONTROL if long else NONE)
        self.typist.saved()
        assert not (editor.isVisible() and editor._note.property("role") == "error"), editor.note
        self.typist.see(lambda: not editor.isVisible())

    def fill(self, kind: str, name: str, filled: Any, inside: str = "") -> None:
        """Fill one field: every value of it, with each of its claims."""
        known = FIELD_BY_NAME[kind, name]
        for one in filled if isinstance(filled, list) else [filled]:
            text = value_of(one)
            record = self.label(text) if known.type is FieldType.RECORD else ""
            claims = one.get("claims", []) if isinstance(one, dict) else []
            connection = one.get("connection", "") if isinstance(one, dict) else ""
            for claim in claims or [None]:
                if claim is not None:
                    self.mark(claim)
                else:
                    self.let_go()
                self.choose(known.label, inside)
                self.value(known, text, connection=connection, record=record)
                if claim is not None:
                    self.add(claim, record or text)
                self.save(long=name in ("words", "summary", "description"))

    # ---------------------------------------------------------------- records

    def go_to(self, label: str, kind: str) -> None:
        """Show a record by its name."""
        typist, quick = self.typist, self.desk.window.quick_open
        if self.desk.shown == label and self.desk.record.kind == kind:
            return
        typist.command(Key.Key_K, CONTROL)
        typist.see(quick.isVisible)
        typist.type(label)
        self.desk.settle()
        for _ in range(quick.items.rowCount()):
            item = quick.current_item
            if item is not None and item.text == label and item.icon == kind:
                break
            typist.press(Key.Key_Down)
        typist.press(Key.Key_Return)
        typist.see(lambda: self.desk.shown == label)

    def begin(self, kind: str, data: Data) -> None:
        """Make a record from the words that say it holds, or that name it."""
        typist, editor = self.typist, self.desk.window.overlays.field_editor
        label = called(data)
        claim = first_claim(kind, data)
        if claim is None:
            self.let_go()
        else:
            self.mark(claim)
        self.choose(f"New {kind}")
        text = value_of(data["words"]) if kind == "statement" else label
        if editor.text != text:
            typist.type(text)
        if claim is not None:
            self.add(claim, text)
        typist.press(Key.Key_Return, CONTROL if kind == "statement" else NONE)
        typist.saved()
        typist.see(lambda: not typist.heading.startswith("New "))
        typist.see(editor.isVisible)
        typist.press(Key.Key_Escape)
        typist.see(lambda: not editor.isVisible())
        for one in data.get("holds", [])[kind not in (*NAMED, "statement") :]:
            self.hold(label, one)

    def hold(self, label: str, claim: Data) -> None:
        """Let words say that the record that is shown holds."""
        self.mark(claim)
        what_for, editor = (
            self.desk.window.overlays.what_for,
            self.desk.window.overlays.field_editor,
        )
        self.typist.command(Key.Key_U, CONTROL)
        self.typist.see(what_for.isVisible)
        self.typist.type("back the record")
        self.typist.press(Key.Key_Return)
        self.typist.see(lambda: self.desk.has_keyboard(editor))
        self.add(claim, "")
        self.save()

    def complete(self, kind: str, data: Data) -> None:
        """Fill everything of a record that is there already."""
        label = called(data)
        if kind == "statement":
            label = self.desk_label(data)
        self.go_to(label, kind)
        if label != called(data):
            self.call(called(data))
        if kind in NAMED and not data.get("names"):
            self.leave_unnamed()
        for name, filled in data.items():
            if name in APART or (kind == "statement" and name == "words"):
                continue
            self.fill(kind, name, filled)
        self.note(data)
        self.identify(data)
        for name, line in (("tenures", "Post"), ("participations", "Present"), ("names", "Name")):
            for number, inside in enumerate(data.get(name, {}).values()):
                self.inside(kind, name, line, inside, made=name == "names" and number == 0)
        self.check(data)

    def call(self, label: str) -> None:
        """Call the record that is shown by a name of one's own."""
        self.let_go()
        self.choose("Called")
        self.typist.type(label)
        self.save()
        self.typist.see(lambda: self.desk.shown == label)

    def leave_unnamed(self) -> None:
        """Take away the name the record that is shown was made with: no source prints it."""
        typist, detail = self.typist, self.desk.window.panes.detail
        (names,) = [one for one in self.desk.record.sections if one.name == "names"]
        slot = names.fields[0].values[0].slot
        typist.command(Key.Key_3, CONTROL)
        for _ in detail.lines:
            if detail.current_slot == slot:
                break
            typist.press(Key.Key_Down)
        assert detail.current_slot == slot
        typist.press(Key.Key_Delete)
        typist.saved()

    def note(self, data: Data) -> None:
        """Write the editor's note of the record that is shown."""
        if "note" in data:
            self.let_go()
            self.choose("Note")
            self.typist.type(str(data["note"]).strip())
            self.save(long=True)

    def order(self, name: str) -> None:
        """Give a command by its name."""
        palette, typist = self.desk.window.palette_overlay, self.typist
        typist.command(Key.Key_P, CONTROL | SHIFT)
        typist.see(palette.isVisible)
        typist.type(name)
        typist.press(Key.Key_Return)
        typist.see(lambda: not palette.isVisible())

    def identify(self, data: Data) -> None:
        """Add what registers call the record that is shown."""
        typist = self.typist

        def asked(text: str) -> bool:
            # An empty line that is no field of the record: what the register is, what it says.
            line = QApplication.focusWidget()
            return (
                isinstance(line, QLineEdit) and line.isVisible() and line.accessibleName() == text
            )

        for scheme, value in data.get("identifiers", {}).items():
            self.order("Add an identifier")
            for question, answer in (("Identifier of which register?", scheme), (scheme, value)):
                typist.see(partial(asked, question))
                typist.type(answer)
                typist.press(Key.Key_Return)
            typist.saved()

    def check(self, data: Data) -> None:
        """Say how far the record that is shown is checked."""
        if data.get("review", "draft") != "draft":
            self.order(f"Mark as {data['review']}")
            self.typist.saved()

    def desk_label(self, data: Data) -> str:
        words = value_of(data["words"])
        return next(one for one in self.desk.names if one[1:30] == words[:29])

    def inside(self, kind: str, name: str, line: str, data: Data, *, made: bool) -> None:
        """Write a post, a participation or a name of the record that is shown."""
        inner = {"tenures": "tenure", "participations": "participation", "names": "name"}[name]
        first = {"tenure": "title", "participation": "participant", "name": "text"}[inner]
        filled = data[first]
        text = value_of(filled)
        record = self.label(text) if inner == "participation" else ""
        claims = filled.get("claims", []) if isinstance(filled, dict) else []
        if not made:
            if claims:
                self.mark(claims[0])
            else:
                self.let_go()
            self.choose(line)
            known = FIELD_BY_NAME[inner, first]
            self.value(known, text, record=record)
            if claims:
                self.add(claims[0], record or text)
            self.save()
        called_so = record or text
        if claims[1:]:
            self.fill(inner, first, {**filled, "claims": claims[1:]}, called_so)
        for field_name, one in data.items():
            if field_name == "official":
                owner = self.desk.shown
                known = FIELD_BY_NAME["tenure", "official"]
                for claim in one["claims"]:
                    self.mark(claim)
                    self.choose(known.label, called_so)
                    self.value(known, "", record=owner)
                    self.add(claim, owner)
                    self.save()
            elif field_name not in APART and field_name != first:
                self.fill(inner, field_name, one, called_so)

    # -------------------------------------------------------------- the whole

    def source(self) -> None:
        """Write what is known of the article itself; it is shown."""
        (data,) = self.story["sources"].values()
        for name, filled in data.items():
            if name not in APART:
                self.fill("source", name, filled)
        self.note(data)
        self.check(data)

    def write(self) -> None:
        """Write everything."""
        self.source()
        everything = [key for kind in KINDS for key in self.story["records"].get(kind, {})]
        self.write_records(everything, everything)

    def write_records(self, begun: Sequence[str], completed: Sequence[str]) -> None:
        """Begin the records of some keys, and fill in some of them."""
        # Whoever passed words on has to be there before they can be named so.
        first = [key for key in FIRST if key in begun]
        for kind, data in (*self._of(first), *self._of([k for k in begun if k not in FIRST])):
            self.begin(kind, data)
        for kind, data in self._of(completed):
            self.complete(kind, data)

    def _of(self, keys: Sequence[str]) -> list[tuple[str, Data]]:
        return [
            (kind, data)
            for kind in KINDS
            for key, data in self.story["records"].get(kind, {}).items()
            if key in keys
        ]
