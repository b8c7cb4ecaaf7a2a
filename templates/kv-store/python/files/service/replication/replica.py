"""The copies that one node keeps."""

from collections.abc import Awaitable, Callable
from typing import Any, Protocol, TypeVar

from service.database.database import Database, Tx
from service.http_client.http_client import DependencyUnavailable, HttpClient, HttpRequest
from service.problem import Problem
from service.storage import entry_store
from service.storage.entry import Entry, EntryBody

T = TypeVar("T")


class Replica(Protocol):
    """Each request names the epoch of the placement by which it was sent here."""

    async def read(self, key: str, epoch: int) -> Entry | None: ...

    async def write(self, key: str, entry: Entry, epoch: int) -> None:
        """Returns when the entry, or a later one, is on disk."""

    async def keys(self, after: str, limit: int) -> list[str]: ...


class StaleEpoch(Problem):
    """The sender goes by a placement that is no more."""

    def __init__(self) -> None:
        super().__init__("keys have moved since", status=409, code="stale-epoch")


# Raises `StaleEpoch` for requests of an epoch that is over, in the transaction that serves them.
EpochCheck = Callable[[Tx, int], Awaitable[None]]


async def any_epoch(_: Tx, __: int) -> None:
    """Where keys never move there is one epoch."""


class LocalReplica:
    """The copies of this very node."""

    def __init__(self, database: Database, check_epoch: EpochCheck) -> None:
        self._database = database
        self._check_epoch = check_epoch

    async def read(self, key: str, epoch: int) -> Entry | None:
        async with self._database.begin() as tx:
            await self._check_epoch(tx, epoch)
            return await entry_store.find(tx, key)

    async def write(self, key: str, entry: Entry, epoch: int) -> None:
        async with self._database.begin() as tx:
            await self._check_epoch(tx, epoch)
            await entry_store.keep_latest(tx, key, entry)

    async def keys(self, after: str, limit: int) -> list[str]:
        async with self._database.begin() as tx:
            return await entry_store.keys(tx, after, limit)


class HttpReplica:
    """The copies of another node. Raises `DependencyUnavailable` when there is no usable answer."""

    def __init__(self, name: str, call: HttpClient) -> None:
        self._name = name
        self._call = call

    async def read(self, key: str, epoch: int) -> Entry | None:
        return await self._send(HttpRequest("GET", place(key, epoch)), entry_in)

    async def write(self, key: str, entry: Entry, epoch: int) -> None:
        await self._send(HttpRequest("PUT", place(key, epoch), vars(entry)), dict)

    async def keys(self, after: str, limit: int) -> list[str]:
        path = f"replica/keys?after={after}&limit={limit}"
        return await self._send(HttpRequest("GET", path), keys_in)

    async def _send(self, request: HttpRequest, read: Callable[[Any], T]) -> T:
        answer = await self._call(request)
        if answer.status == 409:
            raise StaleEpoch
        try:
            if answer.status == 200:
                return read(answer.body)
        except (TypeError, ValueError, KeyError):
            pass
        raise DependencyUnavailable(self._name, f"answered {answer.status} with something else")


def place(key: str, epoch: int) -> str:
    return f"replica/entries/{key}?epoch={epoch}"


def entry_in(body: Any) -> Entry | None:
    return EntryBody(**body["entry"]).entry() if "entry" in body else None


def keys_in(body: Any) -> list[str]:
    return [str(key) for key in body["keys"]]
