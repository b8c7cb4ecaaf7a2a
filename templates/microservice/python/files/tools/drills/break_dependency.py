"""Takes payments away from the running service, gives it back, and sees what becomes of the orders.

Each has to be paid in the end and charged once. `kill` stops the server, `hang` makes it never
answer, `fail` makes it answer 500.
"""

import asyncio
import sys

from tools.drills.drill import Drill, run_drill
from tools.fake_dependencies import FakeDependencies

BREAKAGES = ("kill", "hang", "fail")


async def break_dependency(drill: Drill, breakage: str) -> None:
    print("# payments is well")
    drill.expect("an order is paid", (await drill.order("before")).status == 201)

    print(f"# payments: {breakage}")
    break_payments(drill, breakage)
    ids = [f"order-{number}" for number in range(1, 9)]
    for order_id in ids:
        status = (await drill.order(order_id)).status
        drill.expect("it is put off, neither lost nor refused for good", status in (202, 503))
    drill.expect("an old order can be read", (await drill.get("/orders/before")).status == 200)

    print("# payments is back; whoever was put off comes again")
    mend_payments(drill, breakage)
    await drill.eventually("every order is paid", lambda: all_paid(drill, ids), 30)
    amounts = [drill.fakes.charged.get(order_id) for order_id in ids]
    drill.expect("every order was charged its amount, once", amounts == [350] * len(ids))


async def all_paid(drill: Drill, ids: list[str]) -> bool:
    unpaid = [order_id for order_id in ids if await drill.status_of(order_id) != "paid"]
    for order_id in unpaid:
        await drill.order(order_id)
    if unpaid:
        await asyncio.sleep(1)
    return not unpaid


def break_payments(drill: Drill, breakage: str) -> None:
    if breakage == "kill":
        drill.fakes.close()
    else:
        drill.fakes.modes["payments"] = breakage


def mend_payments(drill: Drill, breakage: str) -> None:
    if breakage == "kill":
        drill.fakes = FakeDependencies(drill.fakes.port)
    else:
        drill.fakes.modes["payments"] = "ok"


if __name__ == "__main__":
    chosen = sys.argv[1] if len(sys.argv) > 1 else "kill"
    if chosen not in BREAKAGES:
        print(f"python -m tools.drills.break_dependency {' | '.join(BREAKAGES)}", file=sys.stderr)
        sys.exit(2)
    run_drill({}, lambda drill: break_dependency(drill, chosen))
