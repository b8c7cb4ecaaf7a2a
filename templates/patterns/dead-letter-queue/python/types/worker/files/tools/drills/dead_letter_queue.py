"""Notifications refuses a receipt for good: it is parked, the others arrive, and it is redriven."""

from tools.drills.dead_letters import dead_letters
from tools.drills.drill import Drill, run_drill

PARKED = 'dead_letters{source="receipt"}'


async def drill_letters(drill: Drill) -> None:
    sent = drill.fakes.sent

    async def is_parked() -> bool:
        return await drill.metric(PARKED) == 1

    async def none_is_parked() -> bool:
        return await drill.metric(PARKED) is None

    print("# notifications refuses what it is sent")
    drill.fakes.modes["notifications"] = "refuse"
    await drill.order("job-1")
    await drill.eventually("its receipt is parked", is_parked, 20)
    attempts = drill.config.job_attempts
    asked = drill.fakes.requests["notifications"]
    drill.expect(f"after {attempts} attempts", asked == attempts)

    print("# it takes the next ones")
    drill.fakes.modes["notifications"] = "ok"
    await drill.order("job-2")
    await drill.becomes("job-2-receipt", "done")
    drill.expect("the first is not sent", "job-1-receipt" not in sent)

    print("# python -m service.patterns.dead_letters list, and retry --all")
    print(await dead_letters(drill.config, "list"))
    await dead_letters(drill.config, "retry", "--all")
    await drill.becomes("job-1-receipt", "done")
    drill.expect("the first is sent", "job-1-receipt" in sent)
    await drill.eventually("nothing is parked", none_is_parked)


if __name__ == "__main__":
    run_drill({"DEAD_LETTER_INTERVAL_MS": "100"}, drill_letters)
