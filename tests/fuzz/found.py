"""What fuzzing found, as small as it could be made: tried again in every run."""

from __future__ import annotations

FOUND: list[tuple[str, bytes]] = [
    ("Word documents", b"<<?xml version='1.0' encoding='scUTF-8'?><a/>"),
    ("Word documents", b"<<?xml version='1.0' encoding='hex'?><a/>"),
    ("Word documents", b"<<?xml version='1.0' encoding='utf-16'?><a/>"),
    ("Word documents", b"<<?xml version='1.0' encoding='shift_jis'?><a/>"),
    ("queries", b"\xed\xa0\x80"),
    ("queries", b"\xed\xff"),
    (
        "e-mails",
        b"From: a@b.example\nDate: Wed, 2 Aug " + b"2" * 40 + b" 09:15:00 +0330\n\nWords\n",
    ),
    (
        "web archives",
        b"Date: Wed, 2 Aug " + b"2" * 40 + b" 09:15 +0\nContent-Type: text/html\n\nWords\n",
    ),
    ("dates", "²".encode()),
    ("seeds", b"[" * 5000),
    ("Historian XML", b"<a>" * 5000),
    ("answers", b"ATTDOC1\n" + (2).to_bytes(8, "big") + bytes(8) + b"[]"),
]
