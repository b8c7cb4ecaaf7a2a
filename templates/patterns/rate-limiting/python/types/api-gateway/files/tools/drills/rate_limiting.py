"""A client sends more than its share: the rest is refused at once and costs no other service anything."""

from tools.drills.drill import Drill, run_drill


async def drill_limit(drill: Drill) -> None:
    print("# 3 requests a minute are allowed, and 10 come")
    statuses = [(await drill.order(f"order-{number}")).status for number in range(1, 11)]
    drill.expect("3 orders are placed", statuses.count(201) == 3)
    drill.expect("7 are refused", statuses.count(429) == 7)
    drill.expect("orders saw 3", drill.fakes.requests["orders"] == 3)


if __name__ == "__main__":
    run_drill({"RATE_LIMIT_MAX": "3", "RATE_LIMIT_WINDOW_MS": "60000"}, drill_limit)
