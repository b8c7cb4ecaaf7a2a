from tests.conftest import StartFakeNode, StartNodes
from tests.eventually import eventually


async def test_a_node_that_fails_is_left_alone_and_asked_again_when_it_is_back(
    start_nodes: StartNodes, start_fake_node: StartFakeNode
) -> None:
    third = await start_fake_node("fail")
    limits = {"BREAKER_MINIMUM_CALLS": "3", "BREAKER_OPEN_MS": "1000"}
    node, _ = await start_nodes(2, [third], **limits)
    writes = 0

    async def states() -> dict[str, str]:
        """After one more write, which two of three nodes are enough for."""
        nonlocal writes
        writes += 1
        assert (await node.put(f"key-{writes}", writes)).status_code == 201
        parts: dict[str, str] = (await node.send("GET", "/health/ready")).json()["parts"]
        return parts

    async def is_open() -> bool:
        return (await states())["node-3"] == "open"

    async def is_closed() -> bool:
        return (await states())["node-3"] == "closed"

    await eventually(is_open)
    asked = len(third.requests)
    assert (await states())["node-2"] == "closed"
    assert len(third.requests) == asked
    assert await node.metric('circuit_breaker_state{dependency="node-3"}') == 2
    third.mode = "ok"
    await eventually(is_closed)
