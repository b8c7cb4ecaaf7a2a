from collections.abc import Sequence
from pathlib import Path

from tests.conftest import RunningNode, StartNodes
from tests.eventually import eventually


async def leaders_among(nodes: Sequence[RunningNode]) -> list[RunningNode]:
    return [node for node in nodes if await node.metric("leader_election_leading") == 1]


async def test_one_of_three_nodes_leads_and_when_it_goes_another_one_does(
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
    await first.stop()
    nodes.remove(first)
    await eventually(has_one_leader)
