"""What fuzzing found, as small as it could be made: tried again in every run."""

from __future__ import annotations

FOUND: list[tuple[str, bytes]] = [
    ("Word documents", b"<<?xml version='1.0' encoding='scUTF-8'?><a/>"),
    ("Word documents", b"<<?xml version='1.0' encoding='hex'?><a/>"),
    ("Word documents", b"<<?xml version='1.0' encoding='utf-16'?><a/>"),
    ("Word documents", b"<<?xml version='1.0' encoding='shift_jis'?><a/>"),
    ("queries", b"\xed\xa0\x80"),
    ("dates", "²".encode()),
    ("seeds", b"[" * 5000),
    ("Historian XML", b"<a>" * 5000),
    ("answers", b"ATTDOC1\n" + (2).to_bytes(8, "big") + bytes(8) + b"[]"),
]
