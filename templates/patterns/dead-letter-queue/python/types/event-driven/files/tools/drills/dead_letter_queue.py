"""What cannot be read, and what is refused for good, is parked; the others arrive; and it is redriven."""

from tools.drills.dead_letters import dead_letters
from tools.drills.drill import Drill, run_drill

UNTOLD = 'dead_letters{source="notifier"}'


async def drill_letters(drill: Drill) -> None:
    sent = drill.fakes.sent

    async def are_parked() -> bool:
        return await drill.parked() == 1 and await drill.metric(UNTOLD) == 1

    async def nobody_is_untold() -> bool:
        return await drill.metric(UNTOLD) is None

    async def is_parked_again() -> bool:
        return await drill.parked() == 1

    print("# an event of a version that nobody knows, and a customer who cannot be told")
    await drill.order("order-0", version=99)
    drill.fakes.modes["notifications"] = "refuse"
    await drill.order("order-1")
    await drill.eventually("both are parked", are_parked)

    print("# notifications takes the next ones")
    drill.fakes.modes["notifications"] = "ok"
    await drill.order("order-2")
    await drill.becomes("order-2", "booked")
    await drill.soon("that customer is told", lambda: "order-2-booked" in sent)
    drill.expect("the first is not", "order-1-booked" not in sent)

    print("# python -m service.patterns.dead_letters list, and retry --all")
    print(await dead_letters(drill.config, "list"))
    await dead_letters(drill.config, "retry", "--all")
    await drill.soon("the first customer is told", lambda: "order-1-booked" in sent)
    await drill.eventually("nobody is left to be told", nobody_is_untold)
    await drill.eventually("what cannot be read is parked again", is_parked_again)


if __name__ == "__main__":
    run_drill({"REDELIVERY_DELAY_MS": "50", "DEAD_LETTER_INTERVAL_MS": "100"}, drill_letters)
