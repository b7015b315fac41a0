"""Seeds: references written as plain text, read, checked and loaded. Format: `seeds/README.md`."""

from models.seeds.loading import (
    LoadReport,
    SeedInfo,
    available_seeds,
    create_from_seed,
    load_seed,
)
from models.seeds.problems import SeedError, SeedProblem

__all__ = [
    "LoadReport",
    "SeedError",
    "SeedInfo",
    "SeedProblem",
    "available_seeds",
    "create_from_seed",
    "load_seed",
]
