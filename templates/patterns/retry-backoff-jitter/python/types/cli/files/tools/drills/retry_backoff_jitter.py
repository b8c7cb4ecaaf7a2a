"""The service does what it is asked, its answer gets lost: the command asks again, and there is one order."""

from tools.drills.drill import Drill, run_drill


async def drill_retry(drill: Drill) -> None:
    print("# the answer to the first request gets lost")
    drill.fakes.modes["orders"] = "swallow"
    running = await drill.start("place", "--item", "tea", "--amount", "350")
    await drill.soon("orders was asked", lambda: drill.fakes.requests["orders"] > 0)
    drill.fakes.modes["orders"] = "ok"
    drill.expect("the command ends with 0", (await running.ended()).code == 0)
    drill.expect("orders was asked more than once", drill.fakes.requests["orders"] > 1)
    drill.expect("there is one order", len(drill.fakes.orders) == 1)


if __name__ == "__main__":
    pauses = {"RETRY_INITIAL_MS": "400", "RETRY_MAX_MS": "400", "RETRY_COUNT": "5"}
    run_drill(pauses, drill_retry)
