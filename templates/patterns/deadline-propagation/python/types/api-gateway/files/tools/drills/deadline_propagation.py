"""Orders hangs for longer than a request may take: the request ends in time all the same."""

from tools.drills.drill import Drill, run_drill


async def drill_deadline(drill: Drill) -> None:
    await drill.order("warm-up")
    print("# orders hangs; a call may take 10 s, but a request no more than 1 s")
    drill.fakes.modes["orders"] = "hang"
    answer = await drill.order("late")
    drill.expect("the request ended with its deadline", answer.took_ms < 4000)
    drill.expect("it was refused for now", answer.status == 504)
    told = int(drill.fakes.last_headers["orders"]["x-deadline-ms"])
    drill.expect(f"orders was told how long we wait ({told} ms)", 0 < told <= 1000)
    drill.fakes.modes["orders"] = "ok"


if __name__ == "__main__":
    run_drill({"REQUEST_DEADLINE_MS": "1000", "UPSTREAM_TIMEOUT_MS": "10000"}, drill_deadline)
