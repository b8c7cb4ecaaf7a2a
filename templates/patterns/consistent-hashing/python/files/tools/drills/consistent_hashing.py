"""A fifth node joins four: it gets its share, nobody else gets a key, and all keys can be read meanwhile."""

from tools.drills.drill import Drill, run_drill

KEYS = [f"key-{number}" for number in range(1, 201)]
OLD = ["node-1", "node-2", "node-3", "node-4"]
NEW = "node-5"
Copies = dict[str, set[str]]


async def drill_ring(drill: Drill) -> None:
    before = await fill(drill)

    print(f"# {NEW} joins: the nodes restart one by one and ask at both places")
    await restart_all(drill, LEAVING_NODES="", PREVIOUS_NODES=",".join(OLD))
    drill.expect("every key can be read on the way", await all_readable(drill))
    print(f"  {(await drill.send('node-1', 'POST', '/repair')).body}")

    print("# the move is over: the nodes restart and ask at the new place alone")
    await restart_all(drill, LEAVING_NODES="")

    async def has_share() -> bool:
        return bool((await copies(drill))[NEW])

    await drill.eventually(f"{NEW} got a share", has_share)
    after = await copies(drill)
    print(f"  {len(after[NEW])} of {2 * len(KEYS)} copies")
    drill.expect("which is less than half of them", len(after[NEW]) < len(KEYS))
    moved_nothing = all(after[name] <= before[name] for name in OLD)
    drill.expect("no other node got a key that it had not", moved_nothing)
    drill.expect("every key can be read", await all_readable(drill))


async def fill(drill: Drill) -> Copies:
    print(f"# {len(OLD)} nodes keep {len(KEYS)} keys, two copies each")
    statuses = [
        (await drill.put(OLD[number % len(OLD)], key, key)).status
        for number, key in enumerate(KEYS)
    ]
    drill.expect("every write is acknowledged", statuses == [201] * len(KEYS))
    await drill.send("node-1", "POST", "/repair")
    found = await copies(drill)
    total = sum(len(keys) for keys in found.values())
    drill.expect("every key is there twice", total == 2 * len(KEYS))
    drill.expect(f"{NEW} keeps none", not found[NEW])
    return found


async def restart_all(drill: Drill, **env: str) -> None:
    for name in drill.cluster.names:
        await drill.cluster.kill(name)
        await drill.cluster.start(name, **env)


async def copies(drill: Drill) -> Copies:
    found: Copies = {}
    for name in drill.cluster.names:
        answer = await drill.send(name, "GET", "/replica/keys?limit=1000")
        found[name] = set(answer.body["keys"])
    return found


async def all_readable(drill: Drill) -> bool:
    names = drill.cluster.names
    for number, key in enumerate(KEYS):
        answer = await drill.get(names[number % len(names)], key)
        if answer.status != 200 or answer.body["value"] != key:
            return False
    return True


if __name__ == "__main__":
    # As under "When nodes come or go" in the README.
    env = {
        "LEAVING_NODES": NEW,
        "REPLICAS": "2",
        "PEER_TIMEOUT_MS": "2000",
        # With two copies both have to answer, and breakers would wait a while after each restart.
        "BREAKER_WINDOW": "1000",
        "BREAKER_MINIMUM_CALLS": "1000",
    }
    run_drill(env, drill_ring, count=5)
