"""Instances on one machine: a file for each, which its instance writes anew while it lives.

One that was not written for a while counts as gone, so that nobody has to clean up after a crash.
"""

import time
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path
from uuid import uuid4

ENDING = ".instance"


def folder_registry(folder: str, ttl_ms: int) -> Callable[[str], Awaitable[Sequence[str]]]:
    async def look_up(service: str) -> Sequence[str]:
        files = (Path(folder) / service).glob(f"*{ENDING}")
        return sorted(origin for file in files if (origin := read_fresh(file, ttl_ms)))

    return look_up


def read_fresh(file: Path, ttl_ms: int) -> str | None:
    try:
        is_gone = (time.time() - file.stat().st_mtime) * 1000 > ttl_ms
        return None if is_gone else file.read_text()
    except FileNotFoundError:
        # It left between the listing and the reading.
        return None


class Registration:
    """An entry that has to be kept alive."""

    def __init__(self, folder: str, service: str, origin: str) -> None:
        self._file = Path(folder) / service / f"{uuid4()}{ENDING}"
        self._origin = origin

    def beat(self) -> None:
        self._file.parent.mkdir(parents=True, exist_ok=True)
        # Renamed into its place, so that nobody reads half an address.
        beside = self._file.with_suffix(".new")
        beside.write_text(self._origin)
        beside.replace(self._file)

    def leave(self) -> None:
        self._file.unlink(missing_ok=True)
