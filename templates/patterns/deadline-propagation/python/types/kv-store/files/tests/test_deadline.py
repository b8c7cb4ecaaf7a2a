import time
from uuid import uuid4

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


async def test_does_not_bind_a_repair_which_takes_as_long_as_it_takes(
    start_nodes: StartNodes,
) -> None:
    node, *_ = await start_nodes(3, REQUEST_DEADLINE_MS="1")
    entry = {"counter": 1, "writer": str(uuid4()), "value": "1"}
    await node.send("PUT", "/replica/entries/a?epoch=0", entry)
    report = (await node.send("POST", "/repair")).json()
    assert (report["keys"], report["repaired"], report["failed"]) == (1, 2, 0)
    assert (await node.get("a")).status_code in (503, 504)
