from service.lifecycle import Lifecycle
from service.observability.log import create_log


async def test_what_was_started_last_is_stopped_first_and_only_once() -> None:
    lifecycle = Lifecycle(create_log("silent"))
    stopped: list[str] = []

    async def stop_database() -> None:
        stopped.append("database")

    async def stop_server() -> None:
        stopped.append("server")

    lifecycle.on_stop("database", stop_database)
    lifecycle.on_stop("server", stop_server)
    await lifecycle.stop()
    await lifecycle.stop()
    assert stopped == ["server", "database"]


async def test_a_part_that_cannot_stop_does_not_keep_the_others_up() -> None:
    lifecycle = Lifecycle(create_log("silent"))
    stopped: list[str] = []

    async def stop_database() -> None:
        stopped.append("database")

    async def stop_broker() -> None:
        raise ConnectionError("gone")

    lifecycle.on_stop("database", stop_database)
    lifecycle.on_stop("broker", stop_broker)
    await lifecycle.stop()
    assert stopped == ["database"]
