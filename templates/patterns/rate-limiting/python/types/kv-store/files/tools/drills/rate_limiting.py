"""A client sends more than its share: the rest is refused, and what nodes send each other is not."""

from tools.drills.drill import Drill, run_drill


async def drill_rate(drill: Drill) -> None:
    print("# 3 requests a minute are allowed, and 10 come")
    answers = [(await drill.put("node-1", f"key-{at}", at)).status for at in range(1, 11)]
    drill.expect("3 writes are acknowledged", answers.count(201) == 3)
    drill.expect("7 are refused", answers.count(429) == 7)
    copies = [
        (await drill.send(name, "GET", "/replica/keys?limit=100")).body["keys"]
        for name in drill.cluster.names
    ]
    drill.expect("no refused write is on any node", all(len(keys) <= 3 for keys in copies))


if __name__ == "__main__":
    run_drill({"RATE_LIMIT_MAX": "3", "RATE_LIMIT_WINDOW_MS": "60000"}, drill_rate)
