"""The carrier fails for a moment: the order is booked without its message having to come again."""

from tools.drills.drill import Drill, run_drill

PAUSES = {"RETRY_INITIAL_MS": "400", "RETRY_MAX_MS": "400", "RETRY_COUNT": "10"}


async def drill_retry(drill: Drill) -> None:
    print("# the carrier fails once, and is well again; messages would come again after a minute")
    drill.fakes.modes["carrier"] = "fail"
    await drill.order("retried")
    await drill.soon("the carrier was asked", lambda: drill.fakes.requests["carrier"] > 0)
    drill.fakes.modes["carrier"] = "ok"
    await drill.becomes("retried", "booked")
    drill.expect("the carrier was asked more than once", drill.fakes.requests["carrier"] > 1)


if __name__ == "__main__":
    run_drill({**PAUSES, "REDELIVERY_DELAY_MS": "60000"}, drill_retry)
