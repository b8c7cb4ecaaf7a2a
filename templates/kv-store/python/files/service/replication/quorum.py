"""Asking several nodes, and when that is enough."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from service.cluster.placement import Groups
from service.problem import Problem
from service.replication.replica import StaleEpoch

T = TypeVar("T")
Ask = Callable[[str], Awaitable[T]]


class NoQuorum(Problem):
    """Too few replicas answered."""

    def __init__(self, message: str) -> None:
        super().__init__(message, status=503, code="no-quorum", retry_after_s=1)


class OutcomeUnknown(Problem):
    """Too few replicas said that they have a write. It may be made yet, also after later ones."""

    def __init__(self) -> None:
        message = "no majority has confirmed the write: it may be made or not"
        super().__init__(message, status=503, code="outcome-unknown", retry_after_s=1)


@dataclass
class Tally(Generic[T]):
    """Who has answered, who has failed, and what follows from it."""

    groups: Groups
    answers: dict[str, T] = field(default_factory=dict)
    failures: dict[str, BaseException] = field(default_factory=dict)

    def note(self, node: str, task: "asyncio.Future[T]") -> None:
        error = asyncio.CancelledError() if task.cancelled() else task.exception()
        if error is None:
            self.answers[node] = task.result()
        else:
            self.failures[node] = error

    def is_quorum(self) -> bool:
        return all(count(group, self.answers) >= majority_of(group) for group in self.groups)

    def check_hope(self) -> None:
        """Raises `StaleEpoch` when a replica refused, and `NoQuorum` when too few are left to answer."""
        for error in self.failures.values():
            if isinstance(error, StaleEpoch):
                raise error
        for group in self.groups:
            if len(group) - count(group, self.failures) < majority_of(group):
                gone = ", ".join(self.failures)
                cause = next(iter(self.failures.values()))
                raise NoQuorum(f"no majority: {gone} gave no answer") from cause


async def ask_quorum(groups: Groups, ask: Ask[T]) -> dict[str, T]:
    """Asks every node of every group at once, and returns as soon as a majority of each has answered.

    Two majorities of a group have a node in common: that is why what one operation wrote the next one
    sees. Raises `StaleEpoch` and `NoQuorum`.
    """
    tally: Tally[T] = Tally(groups)
    tasks = begin(groups, ask)
    waiting = set(tasks)
    try:
        while not tally.is_quorum():
            done, waiting = await asyncio.wait(waiting, return_when=asyncio.FIRST_COMPLETED)
            for task in done:
                tally.note(tasks[task], task)
            if not tally.is_quorum():
                tally.check_hope()
        return tally.answers
    finally:
        let_go(waiting)


async def ask_everyone(groups: Groups, ask: Ask[T]) -> dict[str, T]:
    """Like `ask_quorum`, but hears everybody out: for what is in no hurry."""
    tally: Tally[T] = Tally(groups)
    tasks = begin(groups, ask)
    try:
        await asyncio.wait(tasks)
    finally:
        let_go(tasks)
    for task, node in tasks.items():
        tally.note(node, task)
    if not tally.is_quorum():
        tally.check_hope()
    return tally.answers


def begin(groups: Groups, ask: Ask[T]) -> "dict[asyncio.Future[T], str]":
    """Asks each node, in tasks of their own."""
    return {asyncio.ensure_future(ask(node)): node for node in nodes_in(groups)}


def majority_of(group: Sequence[str]) -> int:
    return len(group) // 2 + 1


def count(group: Sequence[str], nodes: Iterable[str]) -> int:
    return len(set(group) & set(nodes))


def nodes_in(groups: Groups) -> list[str]:
    """Each once, in the order of the groups."""
    return list(dict.fromkeys(node for group in groups for node in group))


# The event loop alone does not keep a task alive.
_late: set["asyncio.Future[Any]"] = set()


def let_go(tasks: Iterable["asyncio.Future[T]"]) -> None:
    """Whoever is late goes on, so that a write reaches all nodes in the end; nobody hears of it."""

    def forget(task: "asyncio.Future[Any]") -> None:
        _late.discard(task)
        if not task.cancelled():
            # Asked for, so that it counts as seen.
            task.exception()

    for task in tasks:
        _late.add(task)
        task.add_done_callback(forget)
