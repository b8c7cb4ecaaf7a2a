"""A client enqueues more than its share: the rest is refused at once and leaves no trace."""

from tools.drills.drill import Drill, run_drill


async def drill_rate(drill: Drill) -> None:
    print("# 3 requests a minute are allowed, and 10 come")
    answers = [(await drill.order(f"job-{number}")).status for number in range(1, 11)]
    drill.expect("3 jobs are taken", answers.count(202) == 3)
    drill.expect("7 are refused", answers.count(429) == 7)
    await drill.soon("3 customers are charged", lambda: len(drill.fakes.charged) == 3)


if __name__ == "__main__":
    run_drill({"RATE_LIMIT_MAX": "3", "RATE_LIMIT_WINDOW_MS": "60000"}, drill_rate)
