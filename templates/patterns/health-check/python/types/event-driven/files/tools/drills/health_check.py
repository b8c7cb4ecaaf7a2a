"""The carrier hangs: degraded, alive, ready. Then tables of the database go: unready until they return."""

import sqlite3

from tools.drills.drill import Drill, run_drill


async def drill_health(drill: Drill) -> None:
    async def is_ready() -> bool:
        return (await drill.get("/health/ready")).status == 200

    async def is_unready() -> bool:
        return not await is_ready()

    async def is_degraded() -> bool:
        return bool((await drill.get("/health")).body["status"] == "degraded")

    drill.expect("all is well", (await drill.get("/health")).body["status"] == "ok")

    print("# the carrier hangs")
    drill.fakes.modes["carrier"] = "hang"
    await drill.order("order-1")
    await drill.eventually("it is degraded", is_degraded)
    drill.expect("it lives", (await drill.get("/health/live")).status == 200)
    drill.expect("it wants requests", await is_ready())

    print("# the table that tells of its tables goes")
    drill.fakes.modes["carrier"] = "ok"
    rename(drill, "migrations", "elsewhere")
    await drill.eventually("it wants no requests", is_unready)
    drill.expect("it lives", (await drill.get("/health/live")).status == 200)

    print("# and is back")
    rename(drill, "elsewhere", "migrations")
    await drill.eventually("it wants requests again", is_ready)


def rename(drill: Drill, table: str, to: str) -> None:
    """By a connection of another process, as far as the service can tell."""
    file = drill.config.database_url.removeprefix("sqlite:")
    connection = sqlite3.connect(file, timeout=10)
    connection.execute(f"ALTER TABLE {table} RENAME TO {to}")
    connection.close()


if __name__ == "__main__":
    run_drill({"HEALTH_INTERVAL_MS": "100", "HEALTH_FAILURES": "1"}, drill_health)
