from collections.abc import Sequence

from service.cluster.modulo_spread import modulo_spread
from service.cluster.placement import Replicas
from service.patterns.sharding.shard_map import SLOTS, first_map, map_in, slot_of

THREE = modulo_spread(2)(["a", "b", "c"])
FOUR = modulo_spread(2)(["a", "b", "c", "d"])


def elsewhere(_: str) -> Sequence[str]:
    return ["d", "e"]


def test_a_key_is_always_in_the_same_slot_and_all_slots_have_keys() -> None:
    slots = [slot_of(f"key-{number}") for number in range(2000)]
    assert len(set(slots)) == SLOTS
    assert slot_of("key-0") == slots[0]


def test_the_first_map_has_every_slot_where_it_should_be() -> None:
    assert first_map(THREE).misplaced(THREE) == []
    assert first_map(THREE).misplaced(FOUR)


def test_a_slot_on_its_way_needs_both_places_and_there_the_new_one_alone() -> None:
    before = first_map(THREE)
    slot = slot_of("tea")
    moving = before.with_moves_begun([slot], elsewhere)
    old = before.slots[slot].nodes
    assert before.replicas_of("tea") == Replicas([old], 1)
    assert moving.replicas_of("tea") == Replicas([["d", "e"], old], 2)
    assert moving.moving() == [slot]
    assert moving.with_moves_ended().replicas_of("tea") == Replicas([["d", "e"]], 3)


def test_moves_bring_every_slot_to_where_it_should_be() -> None:
    shard_map = first_map(THREE)
    while slots := shard_map.misplaced(FOUR):
        shard_map = shard_map.with_moves_begun(slots[:8], FOUR).with_moves_ended()
    assert shard_map.slots == first_map(FOUR).slots


def test_a_map_is_read_as_it_was_written() -> None:
    shard_map = first_map(THREE).with_moves_begun([1, 2], FOUR)
    assert map_in(shard_map.to_json()) == shard_map
