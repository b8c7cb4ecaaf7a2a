"""Sets a message aside that cannot be handled. See docs/adr/dead-letter-queue.md.

With its cause and its history, so that it comes no more and holds up nothing.
"""

from dataclasses import asdict, dataclass
from typing import Literal

from pydantic import ValidationError

from service.database.database import Database, now_text
from service.http_client.http_client import DependencyUnavailable
from service.messaging.broker import Delivery, Handler, Message
from service.messaging.unprocessable import Unprocessable
from service.observability.log import Log
from service.observability.metrics import Metrics
from service.patterns.dead_letters.measure import measure_dead_letters
from service.patterns.dead_letters.redrive import Redriver
from service.patterns.dead_letters.store import (
    DeadLetter,
    Item,
    failure_of,
    find_letter,
    note_failure,
    park,
    remove,
)


@dataclass(frozen=True)
class ParkOptions:
    # Attempts at a message before it is parked.
    attempts: int
    # How long a message may wait for a service that gives no answer before it is parked, too.
    outage_ms: int
    # How often it is looked whether somebody wants one tried again.
    interval_ms: int


class ParkMessages:
    """The outermost policy of handlers: what it sees fail has failed for good, for now.

    Attempts are counted in the database: a broker may count anew after a restart. That another
    service is down is no fault of the message.
    """

    def __init__(
        self, options: ParkOptions, database: Database, log: Log, metrics: Metrics
    ) -> None:
        self._options = options
        self._database = database
        self._log = log
        self._handlers: dict[str, Handler] = {}
        measure_dead_letters(database, metrics)
        redriver = Redriver(database, self._redrive, options.interval_ms, log)
        self.start = redriver.start
        self.stop = redriver.stop

    def policy(self, group: str, next_handler: Handler) -> Handler:
        self._handlers[group] = next_handler

        async def handle(delivery: Delivery) -> None:
            item = item_of(group, delivery)
            known = await self._find(item)
            # Brokers deliver at least once, also what is parked by now.
            if known is not None and known.state != "trying":
                return
            try:
                await next_handler(delivery)
            except Exception as error:
                if await self._is_to_come_again(item, known, error):
                    raise
                self._log.exception("a message is parked", group=group, message=delivery.id)
                return
            if known is not None:
                await self._forget(known)

        return handle

    async def _redrive(self, letter: DeadLetter) -> Literal["handled"]:
        handler = self._handlers.get(letter.item.source)
        if handler is None:
            raise LookupError(f"there is no consumer {letter.item.source} any more")
        await handler(Delivery(**letter.item.payload))
        return "handled"

    async def _is_to_come_again(
        self, item: Item, known: DeadLetter | None, error: Exception
    ) -> bool:
        """Notes the failure; parks the message when that was its last attempt."""
        failure = failure_of(error, isinstance(error, DependencyUnavailable))
        # In an outage everything fails all the time: noted are its beginning, and when it is too long.
        if failure.is_outage and known is not None and not self._waits_too_long(known):
            return True
        async with self._database.begin() as tx:
            letter = await note_failure(tx, item, failure, "trying")
            is_over = (
                self._waits_too_long(letter)
                if failure.is_outage
                else is_hopeless(error) or letter.attempts >= self._options.attempts
            )
            if is_over:
                await park(tx, letter.id)
        return not is_over

    def _waits_too_long(self, letter: DeadLetter) -> bool:
        return letter.first_failed_at <= now_text(ago_ms=self._options.outage_ms)

    async def _find(self, item: Item) -> DeadLetter | None:
        async with self._database.begin() as tx:
            return await find_letter(tx, item.letter_id)

    async def _forget(self, letter: DeadLetter) -> None:
        async with self._database.begin() as tx:
            await remove(tx, letter.id)


def item_of(group: str, delivery: Delivery) -> Item:
    fields = (delivery.id, delivery.topic, delivery.key, delivery.body, dict(delivery.headers))
    return Item(group, delivery.id, asdict(Message(*fields)))


def is_hopeless(error: Exception) -> bool:
    """What cannot be read today cannot be read tomorrow."""
    return isinstance(error, Unprocessable | ValidationError)
