import time

from service.patterns.deadline import DEADLINE_HEADER
from tests.conftest import StartFakeNode, StartNodes


async def test_is_told_to_the_other_nodes_and_ends_calls_that_would_take_longer(
    start_nodes: StartNodes, start_fake_node: StartFakeNode
) -> None:
    others = [await start_fake_node("hang"), await start_fake_node("hang")]
    limits = {"PEER_TIMEOUT_MS": "10000", "REQUEST_DEADLINE_MS": "300"}
    [node] = await start_nodes(1, others, **limits)
    started_at = time.monotonic()
    assert (await node.get("a1")).status_code in (503, 504)
    assert time.monotonic() - started_at < 5
    assert 0 < int(others[0].last_headers[DEADLINE_HEADER]) <= 300


async def test_leaves_those_alone_that_have_enough_time(start_nodes: StartNodes) -> None:
    node, *_ = await start_nodes(3)
    assert (await node.put("a1", 1)).status_code == 201
    assert (await node.get("a1")).status_code == 200
