"""Handles messages of the inbox once more that somebody has marked for it."""

from service.database.database import Database
from service.inbox.inbox import list_messages, message_of, park
from service.messaging.broker import Delivery, Handler
from service.messaging.unprocessable import Unprocessable
from service.observability.log import Log
from service.rounds import Rounds

# Messages that are taken up in one round.
BATCH = 50


class Replayer:
    """Takes up what `python -m service.inbox` has marked, every so often.

    One that fails stays marked, unless it cannot be read.
    """

    def __init__(
        self, database: Database, handler: Handler, interval_ms: int, log: Log
    ) -> None:
        self._database = database
        self._handler = handler
        self._log = log
        self._rounds = Rounds("replay", self._replay_all, interval_ms, log)
        self.start = self._rounds.start
        self.stop = self._rounds.stop

    async def _replay_all(self) -> None:
        async with self._database.begin() as tx:
            rows = await list_messages(tx, "replay", BATCH)
        for row in rows:
            if self._rounds.is_stopping:
                return
            await self._replay(Delivery(**vars(message_of(row))))

    async def _replay(self, delivery: Delivery) -> None:
        try:
            await self._handler(delivery)
        except Unprocessable as error:
            async with self._database.begin() as tx:
                await park(tx, delivery, str(error))
        except Exception as error:
            self._log.warning("a replay failed", message=delivery.id, error=str(error))
