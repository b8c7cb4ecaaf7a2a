"""The service hangs for longer than a command may take: the command ends in time all the same."""

from tools.drills.drill import Drill, run_drill


async def drill_deadline(drill: Drill) -> None:
    print("# orders hangs; a call may take 60 s, but an order no more than 1 s")
    drill.fakes.modes["orders"] = "hang"
    ended = await drill.run("place", "--item", "tea", "--amount", "350")
    drill.expect("the command ended with its deadline", ended.took_ms < 20_000)
    drill.expect("it says that nobody knows (3)", ended.code == 3)
    told = int(drill.fakes.last_headers["orders"]["x-deadline-ms"])
    drill.expect(f"orders was told how long we wait ({told} ms)", 0 < told <= 1000)


if __name__ == "__main__":
    run_drill({"REQUEST_DEADLINE_MS": "1000", "DEPENDENCY_TIMEOUT_MS": "60000"}, drill_deadline)
