from tests.conftest import StartNodes


async def test_a_client_beyond_its_share_is_refused_with_429_and_the_other_nodes_are_not(
    start_nodes: StartNodes,
) -> None:
    [node] = await start_nodes(1, RATE_LIMIT_MAX="3", RATE_LIMIT_WINDOW_MS="60000")
    for key in ("a1", "a2", "a3"):
        assert (await node.put(key, 1)).status_code == 201
    refused = await node.put("a4", 1)
    assert (refused.status_code, refused.json()["error"]["code"]) == (429, "rate-limited")
    assert await node.metric("rate_limited_requests_total") == 1
    between = await node.send("GET", "/replica/keys?limit=10")
    assert between.json() == {"keys": ["a1", "a2", "a3"]}
