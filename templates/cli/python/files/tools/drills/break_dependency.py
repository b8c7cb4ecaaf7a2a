"""Takes the orders service away and gives it back.

The command says that nobody knows what happened, with an exit code of its own, and the same command
again ends well, with one order. `kill` cuts connections, `hang` never answers, `fail` answers 500.
"""

import json
import sys

from tools.drills.drill import Drill, run_drill

BREAKAGES = ("kill", "hang", "fail")
PLACE = ("place", "--id", "a1", "--item", "tea", "--amount", "350")


async def break_dependency(drill: Drill, breakage: str) -> None:
    print(f"# orders: {breakage}")
    drill.fakes.modes["orders"] = breakage
    failed = await drill.run(*PLACE)
    drill.expect("it ends with 3: no answer", failed.code == 3)
    drill.expect("it says what to do", "Run the same command again" in failed.err)
    told = await drill.run(*PLACE, "--json")
    drill.expect("programs are told, too", bool(json.loads(told.out)["error"]["code"]))

    print("# orders is back; the same command again")
    drill.fakes.modes["orders"] = "ok"
    drill.expect("it ends with 0", (await drill.run(*PLACE)).code == 0)
    drill.expect("there is one order", len(drill.fakes.orders) == 1)


if __name__ == "__main__":
    chosen = sys.argv[1] if len(sys.argv) > 1 else "kill"
    if chosen not in BREAKAGES:
        print(f"python -m tools.drills.break_dependency {' | '.join(BREAKAGES)}", file=sys.stderr)
        sys.exit(2)
    run_drill({}, lambda drill: break_dependency(drill, chosen))
