"""Takes the carrier away from the running service, gives it back, and sees what becomes of the orders.

Each has to be booked in the end, once, and without anybody sending its event again. `kill` stops the
server, `hang` makes it never answer, `fail` makes it answer 500.
"""

import sys

from tools.drills.drill import Drill, run_drill
from tools.fake_dependencies import FakeDependencies

BREAKAGES = ("kill", "hang", "fail")
TIMEOUT_MS = 2500


async def break_dependency(drill: Drill, breakage: str) -> None:
    print("# the carrier is well")
    await drill.order("before")
    await drill.becomes("before", "booked")

    print(f"# carrier: {breakage}")
    break_carrier(drill, breakage)
    ids = [f"order-{number}" for number in range(1, 9)]
    for order_id in ids:
        answer = await drill.order(order_id)
        is_quick = answer.took_ms < TIMEOUT_MS
        drill.expect("its event is taken at once", answer.status == 202 and is_quick)

    async def all_wait() -> bool:
        return await drill.metric("shipments_waiting") == len(ids)

    await drill.eventually("they all wait", all_wait)

    print("# the carrier is back; nobody sends anything again")
    mend_carrier(drill, breakage)
    for order_id in ids:
        await drill.becomes(order_id, "booked", 30)
    drill.expect("each is booked once", all(one in drill.fakes.booked for one in ids))
    drill.expect("nobody waits", await drill.metric("shipments_waiting") == 0)


def break_carrier(drill: Drill, breakage: str) -> None:
    if breakage == "kill":
        drill.fakes.close()
    else:
        drill.fakes.modes["carrier"] = breakage


def mend_carrier(drill: Drill, breakage: str) -> None:
    if breakage == "kill":
        drill.fakes = FakeDependencies(drill.fakes.port)
    else:
        drill.fakes.modes["carrier"] = "ok"


if __name__ == "__main__":
    chosen = sys.argv[1] if len(sys.argv) > 1 else "kill"
    if chosen not in BREAKAGES:
        print(f"python -m tools.drills.break_dependency {' | '.join(BREAKAGES)}", file=sys.stderr)
        sys.exit(2)
    env = {"BREAKER_OPEN_MS": "500", "DEPENDENCY_TIMEOUT_MS": str(TIMEOUT_MS)}
    run_drill(env, lambda drill: break_dependency(drill, chosen))
