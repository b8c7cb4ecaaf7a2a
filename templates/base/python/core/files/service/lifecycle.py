"""What is stopped in which order."""

from collections.abc import Awaitable, Callable

from service.observability.log import Log

Stop = Callable[[], Awaitable[None]]


class Lifecycle:
    """What was started last is stopped first: the server before the broker, that before the database."""

    def __init__(self, log: Log) -> None:
        self._log = log
        self._parts: list[tuple[str, Stop]] = []

    def on_stop(self, name: str, stop: Stop) -> None:
        self._parts.append((name, stop))

    async def stop(self) -> None:
        """Stops everything once, however often it is asked.

        One part that fails does not keep the others up.
        """
        while self._parts:
            name, stop = self._parts.pop()
            try:
                await stop()
            except Exception:
                self._log.exception("did not stop in good order", part=name)
