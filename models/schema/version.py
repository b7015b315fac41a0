"""By which numbers a file is known as ours, and what its schema comes to."""

from __future__ import annotations

from typing import Final

APPLICATION_ID: Final = 0x41747443
""""AttC" in ASCII: bytes 68 to 71 of the file, by which the system can tell its type."""

SCHEMA_VERSION: Final = 1
"""`user_version` of the files this program writes."""

SCHEMA_DIGEST: Final = "cb763e4ad539ed8d2703a17e17deb7d2f2a4c9670cf373c7da7997e4731bc312"
"""SHA-256 of every table, index and trigger of such a file, as `models.reference.shape` lists them.

By it a file of ours is known without making all of them anew to compare with, which takes longer
than opening it. A digest that is out of date costs that time and nothing else.
"""
