"""Nodes as clients see them."""

import json
import time
from typing import Any

import httpx
import pytest

from tests.conftest import StartFakeNode, StartNodes


async def test_a_node_alone_keeps_tells_replaces_and_deletes(start_nodes: StartNodes) -> None:
    [node] = await start_nodes(1)
    assert (await node.get("a")).status_code == 404
    first = await node.put("a", {"tea": 2})
    assert (first.status_code, first.json()) == (201, {"key": "a", "version": 1})
    second = await node.put("a", None)
    assert (second.status_code, second.json()["version"]) == (200, 2)
    assert (await node.get("a")).json() == {"key": "a", "value": None, "version": 2}
    assert (await node.remove("a")).status_code == 204
    assert (await node.get("a")).status_code == 404
    again = await node.put("a", 1)
    assert (again.status_code, again.json()["version"]) == (201, 4)


@pytest.mark.parametrize("value", ["", "tée \N{GRINNING FACE}", "\0", 10**30, 0.1, [{}], True])
async def test_a_value_comes_back_as_it_was_also_by_way_of_another_node(
    value: Any, start_nodes: StartNodes
) -> None:
    one, two, three = await start_nodes(3)
    assert (await one.put("a", value)).status_code == 201
    await two.send("POST", "/repair")
    await one.stop()
    assert await three.value_of("a") == value


@pytest.mark.parametrize("key", ["a b", "a%2Fb", "a%00", "x" * 101])
async def test_there_is_no_place_for_odd_keys(key: str, start_nodes: StartNodes) -> None:
    [node] = await start_nodes(1)
    # 404 where the key makes two parts of a path.
    assert (await node.put(key, 1)).status_code in (400, 404)


@pytest.mark.parametrize("body", [{}, {"value": 1, "ttl": 2}, [], None])
async def test_a_body_that_makes_no_sense_answers_400(body: Any, start_nodes: StartNodes) -> None:
    [node] = await start_nodes(1)
    answer = await node.send("PUT", "/entries/a", body)
    assert (answer.status_code, answer.json()["error"]["code"]) == (400, "invalid")


@pytest.mark.parametrize("text", ["NaN", "-Infinity", r'"\ud800"', "[" * 5000 + "]" * 5000])
async def test_what_only_looks_like_json_answers_400(text: str, start_nodes: StartNodes) -> None:
    [node] = await start_nodes(1)
    async with httpx.AsyncClient(trust_env=False) as http:
        headers = {"content-type": "application/json"}
        url = f"{node.service.url}/entries/a"
        answer = await http.put(url, content='{"value":%s}' % text, headers=headers)
    assert (answer.status_code, answer.json()["error"]["code"]) == (400, "invalid")


@pytest.mark.parametrize("text", ["x", "\N{GRINNING FACE}", '"'])
async def test_values_up_to_16_kib_are_kept_by_all_nodes_and_longer_ones_answer_413(
    text: str, start_nodes: StartNodes
) -> None:
    one, two, _ = await start_nodes(3)
    per_text = len(json.dumps(text, ensure_ascii=False).encode()) - 2
    longest = text * ((16 * 1024 - 2) // per_text)
    assert (await one.put("a", longest)).status_code == 201
    assert await two.value_of("a") == longest
    refused = await one.put("a", longest + text)
    assert (refused.status_code, refused.json()["error"]["code"]) == (413, "invalid")


async def test_three_nodes_tell_the_same_whichever_is_asked(start_nodes: StartNodes) -> None:
    nodes = await start_nodes(3)
    for number, node in enumerate(nodes):
        await node.put(f"key-{number}", number)
    for node in nodes:
        assert [await node.value_of(f"key-{number}") for number in range(3)] == [0, 1, 2]


async def test_three_nodes_go_on_without_one_and_a_repair_names_it(start_nodes: StartNodes) -> None:
    one, two, three = await start_nodes(3)
    await one.put("a", "before")
    await three.stop()
    assert (await one.put("a", "without")).status_code == 200
    assert await two.value_of("a") == "without"
    report = (await two.send("POST", "/repair")).json()
    assert (report["keys"], report["failed"]) == (1, 0)
    assert report["unreachable"] == ["node-3"]


async def test_one_of_three_nodes_refuses(start_nodes: StartNodes) -> None:
    one, two, three = await start_nodes(3)
    await one.put("a", 1)
    await two.stop()
    await three.stop()
    for refused in (await one.get("a"), await one.put("a", 2)):
        assert (refused.status_code, refused.json()["error"]["code"]) == (503, "no-quorum")
        assert refused.headers["retry-after"] == "1"


async def test_a_node_that_never_answers_holds_nobody_up(
    start_nodes: StartNodes, start_fake_node: StartFakeNode
) -> None:
    others = [await start_fake_node("hang")]
    node, _ = await start_nodes(2, others, PEER_TIMEOUT_MS="20000")
    started_at = time.monotonic()
    assert (await node.put("a", 1)).status_code == 201
    assert await node.value_of("a") == 1
    assert time.monotonic() - started_at < 10


async def test_five_nodes_with_three_replicas_keep_each_key_three_times(
    start_nodes: StartNodes,
) -> None:
    nodes = await start_nodes(5)
    for number in range(20):
        await nodes[number % 5].put(f"key-{number}", number)
    await nodes[0].send("POST", "/repair")
    copies: list[str] = []
    for node in nodes:
        copies += (await node.send("GET", "/replica/keys?limit=100")).json()["keys"]
    assert (len(copies), len(set(copies))) == (60, 20)


@pytest.mark.parametrize(
    ("env", "named"),
    [
        ({"NODES": "node-1=http://127.0.0.1:1,node-1=http://127.0.0.1:2"}, "NODES: a name"),
        ({"NODES": "node-2=http://127.0.0.1:1"}, "NODE_NAME:"),
        ({"PREVIOUS_NODES": "node-9"}, "NODES:"),
        ({"LEAVING_NODES": "node-1"}, "LEAVING_NODES:"),
    ],
)
async def test_a_configuration_that_contradicts_itself_stops_the_start(
    env: dict[str, str], named: str, start_nodes: StartNodes
) -> None:
    with pytest.raises(ValueError, match=named):
        await start_nodes(1, **env)
