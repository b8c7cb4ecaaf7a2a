import asyncio
import sqlite3
import time
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path

from tests.conftest import RunningNode, StartNodes
from tests.eventually import eventually


async def leaders_among(nodes: Sequence[RunningNode]) -> list[RunningNode]:
    return [node for node in nodes if await node.metric("leader_election_leading") == 1]


def tells(node: RunningNode, holder: RunningNode, token: int) -> Callable[[], Awaitable[bool]]:
    """For `eventually`: whether `holder` has repaired, as any node knows."""

    async def look() -> bool:
        run = (await node.send("GET", "/duties/repair")).json()
        return (run.get("holder"), run.get("token")) == (holder.name, token)

    return look


async def test_one_of_three_nodes_leads_and_repairs_and_when_it_goes_another_one_does(
    start_nodes: StartNodes, tmp_path: Path
) -> None:
    times = {"LEADER_LEASE_MS": "1000", "DUTY_INTERVAL_MS": "50"}
    nodes = await start_nodes(3, CONTROL_DATABASE_URL=f"sqlite:{tmp_path / 'control.db'}", **times)

    leaders: list[RunningNode] = []

    async def has_one_leader() -> bool:
        leaders[:] = await leaders_among(nodes)
        return len(leaders) == 1

    await eventually(has_one_leader)
    [first] = leaders
    await eventually(tells(nodes[0], first, 1))
    await first.stop()
    nodes.remove(first)
    await eventually(has_one_leader)
    [second] = leaders
    await eventually(tells(second, second, 2))


async def test_keys_are_written_while_a_process_that_stands_still_has_the_lock_of_the_shared_file(
    start_nodes: StartNodes, tmp_path: Path
) -> None:
    file = tmp_path / "control.db"
    [node] = await start_nodes(1, CONTROL_DATABASE_URL=f"sqlite:{file}", LEADER_LEASE_MS="300")

    async def leads() -> bool:
        return len(await leaders_among([node])) == 1

    await eventually(leads)
    other = sqlite3.connect(file, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    slowest_s = 0.0
    for number in range(15):
        sent_at = time.monotonic()
        assert (await node.put(f"key-{number}", number)).status_code == 201
        slowest_s = max(slowest_s, time.monotonic() - sent_at)
        await asyncio.sleep(0.1)
    assert slowest_s < 1
    assert not await leads()
    other.close()
    await eventually(leads)


async def test_what_no_leader_has_done_is_said_not_to_be_there(start_nodes: StartNodes) -> None:
    [node] = await start_nodes(1)
    answer = await node.send("GET", "/duties/none")
    assert (answer.status_code, answer.json()["error"]["code"]) == (404, "not-found")
