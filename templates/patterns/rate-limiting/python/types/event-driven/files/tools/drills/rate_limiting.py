"""A publisher hands in more than its share: the rest is refused at once and leaves no trace."""

from tools.drills.drill import Drill, run_drill


async def drill_rate(drill: Drill) -> None:
    print("# 3 requests a minute are allowed, and 10 come")
    answers = [(await drill.order(f"order-{number}")).status for number in range(1, 11)]
    drill.expect("3 events are accepted", answers.count(202) == 3)
    drill.expect("7 are refused", answers.count(429) == 7)
    await drill.soon("3 orders are booked", lambda: len(drill.fakes.booked) == 3)


if __name__ == "__main__":
    run_drill({"RATE_LIMIT_MAX": "3", "RATE_LIMIT_WINDOW_MS": "60000"}, drill_rate)
