"""Notifications refuses a message for good: it is parked, the others arrive, and it is redriven."""

from tools.drills.dead_letters import dead_letters
from tools.drills.drill import Drill, run_drill


async def drill_letters(drill: Drill) -> None:
    sent = drill.fakes.sent

    async def is_parked() -> bool:
        return "parked" in await dead_letters(drill.config, "list", "--json")

    async def none_is_parked() -> bool:
        return await dead_letters(drill.config, "list", "--all") == "Nothing is parked."

    async def is_told(order_id: str) -> bool:
        return f"{order_id}-paid" in sent

    print("# notifications refuses what it is sent")
    drill.fakes.modes["notifications"] = "refuse"
    await drill.order("order-1")
    await drill.eventually("its message is parked", is_parked, 20)
    attempts = drill.config.dead_letter_attempts
    asked = drill.fakes.requests["notifications"]
    drill.expect(f"after {attempts} attempts", asked == attempts)

    print("# it takes the next ones")
    drill.fakes.modes["notifications"] = "ok"
    await drill.order("order-2")
    await drill.eventually("that customer is told", lambda: is_told("order-2"))
    drill.expect("the first is not", not await is_told("order-1"))

    print("# python -m service.patterns.dead_letters list, and retry --all")
    print(await dead_letters(drill.config, "list"))
    await dead_letters(drill.config, "retry", "--all")
    await drill.eventually("the first customer is told", lambda: is_told("order-1"))
    await drill.eventually("nothing is parked", none_is_parked, 20)


if __name__ == "__main__":
    run_drill({"REDELIVERY_DELAY_MS": "50", "DEAD_LETTER_INTERVAL_MS": "100"}, drill_letters)
