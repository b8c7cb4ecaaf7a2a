"""The command is killed while its request is under way, and typed again: it is one order."""

from tools.drills.drill import Drill, run_drill

PLACE = ("place", "--item", "tea", "--amount", "350")


async def drill_key(drill: Drill) -> None:
    print("# the service does what it is asked; before it answers, the command is killed")
    drill.fakes.modes["orders"] = "swallow"
    running = await drill.start(*PLACE)
    await drill.soon("the order is there", lambda: len(drill.fakes.orders) == 1, 20)
    running.process.kill()
    drill.expect("the command ended without a word", (await running.ended()).code < 0)

    print("# the same command again")
    drill.fakes.modes["orders"] = "ok"
    drill.expect("it ends with 0", (await drill.run(*PLACE)).code == 0)
    drill.expect("there is one order", len(drill.fakes.orders) == 1)

    print("# and once more, as a new order")
    drill.expect("it ends with 0", (await drill.run(*PLACE)).code == 0)
    drill.expect("there are two orders", len(drill.fakes.orders) == 2)
    resumed = await drill.run("resume")
    drill.expect("nothing is left to resume", "Everything has its answer." in resumed.out)


if __name__ == "__main__":
    run_drill({"DEPENDENCY_TIMEOUT_MS": "20000"}, drill_key)
