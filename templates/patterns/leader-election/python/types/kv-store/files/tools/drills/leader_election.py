"""The leader is stopped in the middle of a repair: another takes over, and its late write is refused."""

from collections.abc import Awaitable, Callable, Sequence

from tools.drills.drill import Drill, run_drill
from tools.drills.stopping import stop_between_transactions

ENV = {
    "LOG_LEVEL": "info",
    "LEADER_LEASE_MS": "1500",
    "DUTY_INTERVAL_MS": "300",
    "REPAIR_PAUSE_MS": "1500",
}


async def stop_the_leader(drill: Drill) -> None:
    cluster = drill.cluster
    print("# one of three nodes is elected and repairs")
    [leader] = await one_leader(drill, cluster.names)
    begun = count(drill, leader, "a duty begins")
    begins = logs(drill, leader, "a duty begins", begun + 1)
    await drill.eventually("it begins a repair", begins)

    print(f"# {leader} is stopped in the middle of it (SIGSTOP)")
    stop_between_transactions(cluster.pid_of(leader), cluster.folder / "control.db")
    others = [name for name in cluster.names if name != leader]
    [follower] = await one_leader(drill, others)
    written = await drill.put(follower, "meanwhile", 1)
    drill.expect("a key can be written meanwhile", written.status == 201)
    await drill.eventually(f"{follower} has done a repair", logs(drill, follower, "a duty is done"))

    print(f"# {leader} wakes up (SIGCONT) and ends what it had begun")
    cluster.resume(leader)
    refused = logs(drill, leader, "a late write was refused")
    await drill.eventually("its late write is refused", refused)
    counted = await drill.metric(leader, "fenced_off_writes_total")
    drill.expect(f"it says so in its metrics ({counted})", (counted or 0) >= 1)
    await one_leader(drill, cluster.names)


async def one_leader(drill: Drill, names: Sequence[str]) -> list[str]:
    found: list[str] = []

    async def is_one() -> bool:
        leading = [await drill.metric(name, "leader_election_leading") for name in names]
        found[:] = [name for name, value in zip(names, leading) if value == 1]
        return len(found) == 1

    await drill.eventually("one node leads", is_one)
    return found


def logs(drill: Drill, name: str, what: str, times: int = 1) -> Callable[[], Awaitable[bool]]:
    async def has_logged() -> bool:
        return count(drill, name, what) >= times

    return has_logged


def count(drill: Drill, name: str, what: str) -> int:
    """How often a node has logged it of its repairs; a leader may have other duties."""
    lines = drill.cluster.log_of(name).splitlines()
    return sum(f'"{what}"' in line and '"repair"' in line for line in lines)


if __name__ == "__main__":
    run_drill(ENV, stop_the_leader)
