import asyncio

from tests.conftest import StartFakeNode, StartNodes
from tests.eventually import eventually


async def test_a_request_that_finds_no_place_to_the_other_nodes_is_refused_and_they_are_not_asked(
    start_nodes: StartNodes, start_fake_node: StartFakeNode
) -> None:
    others = [await start_fake_node("hang"), await start_fake_node("hang")]
    limits = {"BULKHEAD_CONCURRENT": "1", "BULKHEAD_QUEUED": "0", "PEER_TIMEOUT_MS": "1500"}
    [node] = await start_nodes(1, others, **limits)
    first = asyncio.create_task(node.get("a1"))
    await eventually(lambda: [len(one.requests) for one in others] == [1, 1])
    assert (await node.get("a2")).status_code == 503
    assert [len(one.requests) for one in others] == [1, 1]
    assert (await first).status_code == 503
