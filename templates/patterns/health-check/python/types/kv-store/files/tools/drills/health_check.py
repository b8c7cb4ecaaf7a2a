"""A node goes: the others know, and none of them is restarted or taken out, since two are a majority."""

from tools.drills.drill import Drill, run_drill


async def drill_health(drill: Drill) -> None:
    async def is_degraded() -> bool:
        await write_some(drill)
        return await health_of(drill) == "degraded"

    async def is_ok() -> bool:
        await write_some(drill)
        return await health_of(drill) == "ok"

    drill.expect("a key is written", (await drill.put("node-1", "key-0", 1)).status == 201)
    drill.expect("node-1 is ok", await health_of(drill) == "ok")

    print("# node-2 is gone")
    await drill.cluster.kill("node-2")
    await drill.eventually("node-1 is degraded", is_degraded)
    for question, path in (("it lives", "/health/live"), ("it is ready", "/health/ready")):
        drill.expect(question, (await drill.send("node-1", "GET", path)).status == 200)
    written = await drill.put("node-1", "key-without", 1)
    drill.expect("it takes writes", written.status == 201)

    print("# node-2 is back")
    await drill.cluster.start("node-2")
    await drill.eventually("node-1 is ok", is_ok)


async def write_some(drill: Drill) -> None:
    """Enough keys that each node is asked for some."""
    for number in range(1, 7):
        await drill.put("node-1", f"key-{number}", number)


async def health_of(drill: Drill) -> str:
    return str((await drill.send("node-1", "GET", "/health")).body["status"])


if __name__ == "__main__":
    run_drill({"HEALTH_FAILURES": "2", "PEER_TIMEOUT_MS": "2000"}, drill_health)
