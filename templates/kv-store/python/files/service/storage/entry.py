"""What a replica keeps of a key."""

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

from pydantic import BaseModel, Field, conint, constr

from service.problem import Problem

# A value travels as text within JSON, where it is up to three times as long.
LONGEST_VALUE = 16 * 1024
LONGEST_ENTRY = 4 * LONGEST_VALUE


@dataclass(frozen=True)
class Entry:
    """A version of a key. No two writes make the same one."""

    # How many writes of this key came before, as far as the writer knew.
    counter: int
    # A UUID drawn for each write: tells two apart that had the same counter.
    writer: str
    # JSON; None of an entry that was deleted, which stays as a tombstone.
    value: str | None


if TYPE_CHECKING:
    Count = int
    Value = str
else:
    # As far as the database counts.
    Count = conint(strict=True, ge=1, le=2**63 - 1)
    Value = constr(strict=True)


class EntryBody(BaseModel, extra="forbid", frozen=True):
    """An entry as one node tells it to another."""

    counter: Count
    writer: UUID
    # Null says something here, and nothing at all says nothing.
    value: Value | None = Field(...)

    def entry(self) -> Entry:
        return Entry(self.counter, str(self.writer), self.value)


def version_of(entry: Entry | None) -> tuple[int, str]:
    """Later versions are greater. Every key has one order of its versions, on every node the same."""
    return (0, "") if entry is None else (entry.counter, entry.writer)


def entry_after(seen: Entry | None, value: str | None) -> Entry:
    """A new version, later than `seen`."""
    return Entry(version_of(seen)[0] + 1, str(uuid4()), value)


def check_key(key: str) -> str:
    if re.fullmatch(r"[A-Za-z0-9._:-]{1,100}", key):
        return key
    raise Problem("key: letters, digits and . _ : -, at most 100", status=400, code="invalid")
