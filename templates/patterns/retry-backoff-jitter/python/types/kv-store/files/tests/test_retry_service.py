import asyncio

from tests.conftest import StartFakeNode, StartNodes
from tests.eventually import eventually


async def test_a_node_that_fails_for_a_moment_is_asked_again_and_the_write_is_acknowledged(
    start_nodes: StartNodes, start_fake_node: StartFakeNode
) -> None:
    second, third = await start_fake_node("fail"), await start_fake_node("hang")
    pauses = {"RETRY_COUNT": "10", "RETRY_INITIAL_MS": "50", "RETRY_MAX_MS": "100"}
    [node] = await start_nodes(1, [second, third], **pauses)
    written = asyncio.create_task(node.put("a1", 1))
    await eventually(lambda: bool(second.requests))
    second.mode = "ok"
    assert (await written).status_code == 201
    retries = await node.metric('http_retries_total{dependency="node-2"}')
    assert retries is not None and retries > 0
