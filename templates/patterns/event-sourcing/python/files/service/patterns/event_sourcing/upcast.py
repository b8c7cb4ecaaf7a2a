"""Reads facts as older releases stored them. What is stored stays as it is."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from service.patterns.event_sourcing.events import FACTS, OrderFact, read_fact

Data = Mapping[str, Any]


@dataclass(frozen=True)
class StoredFact:
    type: str
    schema_version: int
    data: Data


def total_of_pieces(data: Data) -> Data:
    """In version 1 an order had the price of one piece; since version 2 it has the total."""
    total = data["quantity"] * data["unitCents"]
    return {"item": data["item"], "quantity": data["quantity"], "amountCents": total}


# From a schema version of a type to the next.
STEPS: Mapping[tuple[str, int], Callable[[Data], Data]] = {("opened", 1): total_of_pieces}


def upcast(stored: StoredFact) -> OrderFact:
    """A stored fact in today's form, whatever release wrote it.

    Raises `ValueError` for a form that is newer than this program, as after a rollback: guessing would
    lose what the newer one knew.
    """
    known = FACTS.get(stored.type)
    if known is None or stored.schema_version > known.schema_version:
        what = f"event {stored.type} version {stored.schema_version}"
        raise ValueError(f"{what} is from a newer release than this one")
    data = stored.data
    for version in range(stored.schema_version, known.schema_version):
        data = STEPS[(stored.type, version)](data)
    return read_fact(stored.type, data)
