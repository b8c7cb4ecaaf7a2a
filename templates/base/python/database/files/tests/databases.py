"""Where tests keep their data."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
# compendium:slot test-database-imports sorted


@asynccontextmanager
async def empty_database() -> AsyncIterator[str]:
    """The URL of an empty database for one test."""
    # compendium:slot test-database
    yield "sqlite::memory:"


@asynccontextmanager
async def lasting_database(folder: Path) -> AsyncIterator[str]:
    """The same for one that outlives the service: what a restart finds. `folder` is empty, and stays."""
    # compendium:slot test-database
    yield f"sqlite:{folder / 'test.db'}"
