"""What was sent, or is about to be, and has no answer yet. See docs/adr/idempotency-key.md."""

import json
import os
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

from service.config import Config
from service.orders.order import Order, OrderRequest, check_order_id, order_request
from service.orders.orders_api import PlaceOrder, PlaceUnder
from service.problem import Problem
from service.terminal import Terminal

ENDING = ".json"


@dataclass(frozen=True)
class Entry:
    id: str
    request: OrderRequest


class Outstanding:
    """Outlives a crash. A file for each, so that two commands at once do not write into the same one."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def list(self) -> list[Entry]:
        return [self._read(file) for file in sorted(self._folder.glob(f"*{ENDING}"))]

    def add(self, entry: Entry) -> None:
        """On the disk when it returns: only then may the request leave."""
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        beside = self._file_of(entry.id).with_suffix(".new")
        with open(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
            json.dump({"id": entry.id, "request": entry.request.to_json()}, file)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(self._file_of(entry.id))

    def remove(self, order_id: str) -> None:
        self._file_of(order_id).unlink(missing_ok=True)

    def _file_of(self, order_id: str) -> Path:
        return self._folder / f"{order_id}{ENDING}"

    def _read(self, file: Path) -> Entry:
        kept = json.loads(file.read_text())
        return Entry(check_order_id(kept["id"]), order_request(kept["request"]))


def place_once(
    outstanding: Outstanding, place: PlaceUnder, say: Callable[[str], object]
) -> PlaceOrder:
    """The id, which is the key of the request, is on the disk before the request leaves.

    It stays there until there is an answer. An order that is placed again in the same words takes up
    its key, whatever became of the process that sent it first.
    """

    async def place_order(given: str | None, request: OrderRequest) -> Order:
        order_id = given or key_of(outstanding, request, say) or str(uuid4())
        outstanding.add(Entry(order_id, request))
        return await settle(outstanding, order_id, place(order_id, request))

    return place_order


async def settle(outstanding: Outstanding, order_id: str, answer: Awaitable[Order]) -> Order:
    """Any answer ends it, a refusal too. No answer may mean that it was served."""
    try:
        order = await answer
    except Problem as problem:
        if problem.status < 500:
            outstanding.remove(order_id)
        raise
    outstanding.remove(order_id)
    return order


def key_of(
    outstanding: Outstanding, request: OrderRequest, say: Callable[[str], object]
) -> str | None:
    for entry in outstanding.list():
        if entry.request == request:
            say(f"This order has no answer yet: it goes on as {entry.id}.\n")
            return entry.id
    return None


def state_folder(config: Config, terminal: Terminal) -> Path:
    """`STATE_DIR`, or the usual place (XDG Base Directory Specification)."""
    home = Path(terminal.env.get("XDG_STATE_HOME") or Path.home() / ".local" / "state")
    return Path(config.state_dir) if config.state_dir else home / "{{name}}" / "outstanding"
