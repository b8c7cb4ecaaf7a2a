"""Payments hangs for longer than a request may take: the request ends in time all the same."""

from tools.drills.drill import Drill, run_drill


async def drill_deadline(drill: Drill) -> None:
    await drill.order("warm-up")
    print("# payments hangs; a call may take 10 s, but a request no more than 1 s")
    drill.fakes.modes["payments"] = "hang"
    answer = await drill.order("late")
    drill.expect("the request ended with its deadline", answer.took_ms < 4000)
    drill.expect("the order was put off", answer.status in (202, 503, 504))
    told = int(drill.fakes.last_headers["payments"]["x-deadline-ms"])
    drill.expect(f"payments was told how long we wait ({told} ms)", 0 < told <= 1000)
    drill.fakes.modes["payments"] = "ok"


if __name__ == "__main__":
    run_drill({"REQUEST_DEADLINE_MS": "1000", "DEPENDENCY_TIMEOUT_MS": "10000"}, drill_deadline)
