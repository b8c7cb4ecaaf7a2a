"""Which nodes keep each slot, and how that changes."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import Any

from service.cluster.hash import hash_of
from service.cluster.placement import Replicas, Spread

# Never to be changed while there is data: a key's slot follows from it.
SLOTS = 64


@dataclass(frozen=True)
class Place:
    """The nodes that keep a slot, and while it moves those that it comes from."""

    nodes: Sequence[str]
    moves_from: Sequence[str] | None = None

    def to_json(self) -> dict[str, Any]:
        nodes = {"nodes": list(self.nodes)}
        return nodes if self.moves_from is None else {**nodes, "from": list(self.moves_from)}


@dataclass(frozen=True)
class ShardMap:
    # One more with each change.
    epoch: int
    slots: Sequence[Place]

    def to_json(self) -> dict[str, Any]:
        return {"epoch": self.epoch, "slots": [place.to_json() for place in self.slots]}

    def replicas_of(self, key: str) -> Replicas:
        """While a slot moves, an operation needs a majority of where it was and of where it will be."""
        place = self.slots[slot_of(key)]
        return Replicas([group for group in (place.nodes, place.moves_from) if group], self.epoch)

    def moving(self) -> list[int]:
        return [slot for slot, place in enumerate(self.slots) if place.moves_from is not None]

    def old_places(self) -> list[Sequence[str]]:
        return [place.moves_from for place in self.slots if place.moves_from is not None]

    def misplaced(self, spread: Spread) -> list[int]:
        """Slots that are not where they should be. The same nodes in another order are the same place."""
        places = enumerate(self.slots)
        return [slot for slot, place in places if set(place.nodes) != set(wanted(spread, slot))]

    def with_moves_begun(self, moving: Collection[int], spread: Spread) -> "ShardMap":
        slots = [
            Place(wanted(spread, slot), moves_from=place.nodes) if slot in moving else place
            for slot, place in enumerate(self.slots)
        ]
        return ShardMap(self.epoch + 1, slots)

    def with_moves_ended(self) -> "ShardMap":
        slots = [replace(place, moves_from=None) for place in self.slots]
        return ShardMap(self.epoch + 1, slots)


def slot_of(key: str) -> int:
    return hash_of(key) % SLOTS


def wanted(spread: Spread, slot: int) -> Sequence[str]:
    """Where the slot should be, by the nodes of now."""
    return spread(f"slot-{slot}")


def first_map(spread: Spread) -> ShardMap:
    return ShardMap(1, [Place(wanted(spread, slot)) for slot in range(SLOTS)])


def map_in(body: Any) -> ShardMap:
    """Of what `to_json` made."""
    slots = [Place(place["nodes"], place.get("from")) for place in body["slots"]]
    return ShardMap(int(body["epoch"]), slots)
