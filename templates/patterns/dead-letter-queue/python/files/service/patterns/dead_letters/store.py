"""The table of what could not be handled. Everything happens in the transaction of the caller."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from typing import Any, Literal

from sqlalchemy import delete, func, select, update

from service.database.database import Tx, insert_new, now_text
from service.database.tables.dead_letters import dead_letters

# `trying`: it comes again by itself; `parked`: a person decides; `redrive`: one has, for another try.
LetterState = Literal["trying", "parked", "redrive"]

# An outage can fail an item thousands of times. The latest say what is wrong.
KEPT_FAILURES = 10
# Of the text of an error, in characters.
LONGEST_ERROR = 500


@dataclass(frozen=True)
class Item:
    """Something that could not be handled."""

    source: str
    item_id: str
    # What JSON can hold.
    payload: Any

    @property
    def letter_id(self) -> str:
        return f"{self.source}/{self.item_id}"


@dataclass(frozen=True)
class Failure:
    error: str
    # Another service gave no answer, which says nothing about the item.
    is_outage: bool
    at: str = field(default_factory=now_text)


@dataclass(frozen=True)
class DeadLetter:
    id: str
    item: Item
    state: LetterState
    attempts: int
    failures: list[Failure]
    first_failed_at: str
    changed_at: str


def failure_of(error: BaseException, is_outage: bool) -> Failure:
    return Failure(f"{type(error).__name__}: {error}"[:LONGEST_ERROR], is_outage)


async def note_failure(
    tx: Tx, item: Item, failure: Failure, state: LetterState
) -> DeadLetter:
    """Adds a failure to the history of an item, and says how it stands now."""
    await tx.execute(insert_new(tx, dead_letters).values(**new_row(item, failure)))
    known = await existing(tx, item.letter_id)
    failures = [*known.failures, failure][-KEPT_FAILURES:]
    changes = {
        "state": state,
        "attempts": known.attempts + (0 if failure.is_outage else 1),
        "failures": json.dumps([asdict(one) for one in failures]),
        "changed_at": failure.at,
    }
    is_it = dead_letters.c.id == known.id
    await tx.execute(update(dead_letters).where(is_it).values(**changes))
    return await existing(tx, known.id)


async def park(tx: Tx, letter_id: str) -> None:
    is_it = dead_letters.c.id == letter_id
    change = update(dead_letters).where(is_it).values(state="parked", changed_at=now_text())
    await tx.execute(change)


async def request_redrive(tx: Tx, letter_id: str) -> bool:
    """Has a parked item tried once more by the running service. False when it is not parked."""
    is_parked = (dead_letters.c.id == letter_id) & (dead_letters.c.state == "parked")
    change = update(dead_letters).where(is_parked).values(state="redrive", changed_at=now_text())
    return bool((await tx.execute(change)).rowcount > 0)


async def end_redrive(tx: Tx, letter_id: str, state: Literal["trying", "parked"]) -> bool:
    """Moves on the mark of a redrive. False when it is gone: somebody else knows how that went."""
    is_marked = (dead_letters.c.id == letter_id) & (dead_letters.c.state == "redrive")
    change = update(dead_letters).where(is_marked).values(state=state, changed_at=now_text())
    return bool((await tx.execute(change)).rowcount > 0)


async def discard(tx: Tx, letter_id: str) -> bool:
    """Somebody decided that it need not be handled. False when it is not parked."""
    is_parked = (dead_letters.c.id == letter_id) & (dead_letters.c.state == "parked")
    return bool((await tx.execute(delete(dead_letters).where(is_parked))).rowcount > 0)


async def remove(tx: Tx, letter_id: str) -> None:
    """It was handled after all."""
    await tx.execute(delete(dead_letters).where(dead_letters.c.id == letter_id))


async def find_letter(tx: Tx, letter_id: str) -> DeadLetter | None:
    query = select(dead_letters).where(dead_letters.c.id == letter_id)
    row = (await tx.execute(query)).first()
    return None if row is None else letter_of(row)


async def list_letters(
    tx: Tx, states: Sequence[LetterState], limit: int = 1000
) -> list[DeadLetter]:
    """The oldest first."""
    query = select(dead_letters).where(dead_letters.c.state.in_(states))
    oldest = query.order_by(dead_letters.c.first_failed_at).limit(limit)
    return [letter_of(row) for row in (await tx.execute(oldest)).all()]


async def count_parked(tx: Tx) -> list[tuple[str, int, str]]:
    """By source: how many are parked, and since when the oldest has failed."""
    letters = dead_letters.c
    query = select(letters.source, func.count(), func.min(letters.first_failed_at))
    parked = query.where(letters.state == "parked").group_by(letters.source)
    return [(source, count, since) for source, count, since in (await tx.execute(parked)).all()]


async def existing(tx: Tx, letter_id: str) -> DeadLetter:
    letter = await find_letter(tx, letter_id)
    if letter is None:
        raise LookupError(f"there is no dead letter {letter_id}")
    return letter


def new_row(item: Item, failure: Failure) -> dict[str, Any]:
    return {
        "id": item.letter_id,
        "source": item.source,
        "item_id": item.item_id,
        "payload": json.dumps(item.payload),
        "state": "trying",
        "attempts": 0,
        "failures": "[]",
        "first_failed_at": failure.at,
        "changed_at": failure.at,
    }


def letter_of(row: Any) -> DeadLetter:
    item = Item(row.source, row.item_id, json.loads(row.payload))
    failures = [Failure(**one) for one in json.loads(row.failures)]
    times = (row.first_failed_at, row.changed_at)
    return DeadLetter(row.id, item, row.state, row.attempts, failures, *times)
