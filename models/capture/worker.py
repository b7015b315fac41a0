"""The process that reads one document: a request comes in, it is confined, an answer goes out."""

from __future__ import annotations

import sys
import traceback
from dataclasses import asdict
from typing import Any, BinaryIO

from models.capture import frames
from models.capture.confinement import confine
from models.capture.document import Extraction
from models.capture.parsing import Request, extraction, prepare
from models.capture.sniffing import Form
from models.text.reading_text import UnreadableTextError


def main() -> None:
    """Read one request from standard input and write one answer to standard output."""
    answer = serve(sys.stdin.buffer)
    sys.stdout.buffer.write(answer)
    sys.stdout.buffer.flush()


def serve(incoming: BinaryIO) -> bytes:
    """Return the answer to the request that comes in, as one frame."""
    head_length, body_length = frames.lengths(incoming.read(frames.PREFIX))
    head_bytes = incoming.read(head_length)
    whole = frames.MAGIC + head_length.to_bytes(8, "big") + bytes(8) + head_bytes
    asked, _ = frames.unframe(whole)
    request = Request(Form(asked["form"]), asked["encoding"], asked["whole"])
    prepare(request.form)
    confined = confine(memory=asked["memory"], seconds=asked["seconds"])
    try:
        original = incoming.read(body_length)
        found = extraction(request, original)
        return _answer(found, confined)
    except UnreadableTextError as error:
        return frames.frame({"refused": str(error)})
    except MemoryError:
        return frames.frame({"out of memory": True})
    except RecursionError:
        return frames.frame({"refused": "It is nested too deeply."})
    except Exception:  # noqa: BLE001 - a mistake of ours in one document stops no others
        return frames.frame({"failed": traceback.format_exc()[-4000:]})


def _answer(found: Extraction, confined: list[str]) -> bytes:
    head: dict[str, Any] = {
        "was_normalized": found.reading.was_normalized,
        "unicode_version": found.reading.unicode_version,
        "removed_nul": found.reading.removed_nul,
        "locators": [[one.start, one.label] for one in found.locators],
        "proposals": [asdict(one) for one in found.proposals],
        "warnings": list(found.warnings),
        "encoding": asdict(found.encoding) if found.encoding else None,
        "confined": confined,
    }
    return frames.frame(head, found.reading.text.encode())


if __name__ == "__main__":
    main()
