"""Tries letters once more that somebody marked for it, here, where the handlers are."""

from collections.abc import Awaitable, Callable
from typing import Literal

from service.database.database import Database
from service.http_client.http_client import DependencyUnavailable
from service.observability.log import Log
from service.patterns.dead_letters.store import (
    DeadLetter,
    Failure,
    end_redrive,
    failure_of,
    list_letters,
    note_failure,
    remove,
)
from service.rounds import Rounds

# Letters that are taken up in one round.
BATCH = 50

# Handles a letter as if it came for the first time, or has it handled later and moves its mark on with that.
Redrive = Callable[[DeadLetter], Awaitable[Literal["handled", "on its way"]]]


class Redriver:
    """The mark stays until it is known how that went.

    A crash in the middle so means another try and no lost letter.
    """

    def __init__(self, database: Database, redrive: Redrive, interval_ms: int, log: Log) -> None:
        self._database = database
        self._redrive = redrive
        self._log = log
        self._rounds = Rounds("dead letters", self._redrive_all, interval_ms, log)
        self.start = self._rounds.start
        self.stop = self._rounds.stop

    async def _redrive_all(self) -> None:
        async with self._database.begin() as tx:
            letters = await list_letters(tx, ["redrive"], BATCH)
        for letter in letters:
            if not self._rounds.is_stopping:
                await self._try(letter)

    async def _try(self, letter: DeadLetter) -> None:
        try:
            how = await self._redrive(letter)
        except Exception as error:
            self._log.warning("a dead letter failed again", letter=letter.id, error=str(error))
            outage = isinstance(error, DependencyUnavailable)
            await self._park_again(letter, failure_of(error, outage))
            return
        self._log.info(f"a dead letter is {how}", letter=letter.id)
        if how == "handled":
            async with self._database.begin() as tx:
                await remove(tx, letter.id)

    async def _park_again(self, letter: DeadLetter, failure: Failure) -> None:
        """Unless another replica has tried it, too, and it is known already how that went."""
        async with self._database.begin() as tx:
            if await end_redrive(tx, letter.id, "parked"):
                await note_failure(tx, letter.item, failure, "parked")
