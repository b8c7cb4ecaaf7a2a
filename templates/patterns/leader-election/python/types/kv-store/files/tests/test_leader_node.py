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


async def test_what_no_leader_has_done_is_said_not_to_be_there(start_nodes: StartNodes) -> None:
    [node] = await start_nodes(1)
    answer = await node.send("GET", "/duties/none")
    assert (answer.status_code, answer.json()["error"]["code"]) == (404, "not-found")
