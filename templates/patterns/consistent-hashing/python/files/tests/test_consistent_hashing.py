from collections import Counter

import pytest

from service.cluster.modulo_spread import modulo_spread
from service.cluster.placement import Spread, SpreadOver
from service.patterns.consistent_hashing import ring_shares, ring_spread
from tests.conftest import StartNodes

KEYS = [f"key-{number}" for number in range(5000)]


def nodes_up_to(count: int) -> list[str]:
    return [f"node-{number}" for number in range(1, count + 1)]


def ring(count: int, replicas: int = 1) -> Spread:
    return ring_spread(replicas, 128)(nodes_up_to(count))


def moves(before: Spread, after: Spread) -> list[str]:
    return [key for key in KEYS if before(key)[0] != after(key)[0]]


def test_a_ring_names_as_many_different_nodes_as_are_wanted_or_all_there_are() -> None:
    spread = ring(5, replicas=3)
    assert {len(set(spread(key))) for key in KEYS[:500]} == {3}
    assert sorted(ring(2, replicas=3)("a")) == ["node-1", "node-2"]


def test_a_ring_is_the_same_in_whichever_order_the_nodes_are_listed() -> None:
    one, other = ring(5, replicas=3), ring_spread(3, 128)(nodes_up_to(5)[::-1])
    assert [one(key) for key in KEYS[:500]] == [other(key) for key in KEYS[:500]]


@pytest.mark.parametrize("count", [2, 3, 5, 9])
def test_a_new_node_gets_its_share_and_nothing_else_moves(count: int) -> None:
    after = ring(count + 1)
    moved = moves(ring(count), after)
    assert {after(key)[0] for key in moved} == {f"node-{count + 1}"}
    fair = len(KEYS) / (count + 1)
    assert 0.6 * fair < len(moved) < 1.4 * fair


def test_a_new_node_changes_one_at_most_of_the_replicas_of_a_key() -> None:
    before, after = ring(5, replicas=3), ring(6, replicas=3)
    changes = Counter(
        (len(set(before(key)) - set(after(key))), len(set(after(key)) - set(before(key))))
        for key in KEYS[:1000]
    )
    assert set(changes) == {(0, 0), (1, 1)}


def test_a_ring_moves_far_less_than_the_remainder_of_a_division_does() -> None:
    def moved(spread_over: SpreadOver) -> int:
        return len(moves(spread_over(nodes_up_to(5)), spread_over(nodes_up_to(6))))

    assert moved(modulo_spread(1)) > 3 * moved(ring_spread(1, 128))


def test_a_ring_is_shared_more_evenly_with_more_virtual_nodes() -> None:
    def unevenness(virtual_nodes: int) -> float:
        shares = ring_shares(nodes_up_to(8), virtual_nodes).values()
        assert sum(shares) == pytest.approx(1)
        return max(shares) / min(shares)

    assert unevenness(512) < unevenness(1)
    assert unevenness(512) < 1.5


def test_a_ring_has_the_shares_that_keys_find() -> None:
    spread = ring(4)
    found = Counter(spread(key)[0] for key in KEYS)
    for node, share in ring_shares(nodes_up_to(4), 128).items():
        assert found[node] / len(KEYS) == pytest.approx(share, abs=0.05)


async def test_nodes_tell_their_shares_of_the_ring(start_nodes: StartNodes) -> None:
    [node, _] = await start_nodes(2)
    shares = [await node.metric('ring_share{node="%s"}' % name) for name in nodes_up_to(2)]
    assert sum(share or 0 for share in shares) == pytest.approx(1)
