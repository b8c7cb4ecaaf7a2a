"""Takes orders away from behind the running gateway and gives it back.

What needs orders is refused in time and in words, and everything else goes on. `kill` cuts its
connections, `hang` makes it never answer, `fail` makes it answer 500.
"""

import sys

from tools.drills.drill import Drill, run_drill

BREAKAGES = ("kill", "hang", "fail")


async def break_dependency(drill: Drill, breakage: str) -> None:
    async def is_placed() -> bool:
        return (await drill.order("during")).status < 300

    print("# orders is well")
    drill.expect("an order is placed", (await drill.order("before")).status == 201)

    print(f"# orders: {breakage}")
    drill.fakes.modes["orders"] = breakage
    await without_orders(drill)

    print("# orders is back; whoever was refused comes again")
    drill.fakes.modes["orders"] = "ok"
    await drill.eventually("the order is placed", is_placed, 30)


async def without_orders(drill: Drill) -> None:
    refused = await drill.order("during")
    drill.expect("an order is refused for now (502, 503, 504)", refused.status in (502, 503, 504))
    drill.expect("in words", bool(refused.body["error"]["code"]))
    drill.expect("in time", refused.took_ms < 3000)
    drill.expect("customers still answers", (await drill.get("/customers/c1")).status == 200)
    overview = await drill.get("/customers/c1/overview")
    drill.expect("the overview says what is missing", overview.body.get("missing") == ["orders"])


if __name__ == "__main__":
    chosen = sys.argv[1] if len(sys.argv) > 1 else "kill"
    if chosen not in BREAKAGES:
        print(f"python -m tools.drills.break_dependency {' | '.join(BREAKAGES)}", file=sys.stderr)
        sys.exit(2)
    run_drill({}, lambda drill: break_dependency(drill, chosen))
