"""The keys that tokens are signed with (RFC 7517)."""

import asyncio
import json
import time
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import httpx
from jwt import PyJWK, PyJWKSet
from jwt.exceptions import PyJWTError

from service.problem import Problem

TIMEOUT_S = 2
# Between two looks for a key that is not in the set: whoever makes up key ids must not keep us busy.
COOLDOWN_S = 5
# A key that was withdrawn is not believed for longer, where the set can be reached.
FRESH_S = 300
# Between two looks while the set is out of reach.
RETRY_S = 1


class KeySet:
    """Fetched when a key is first needed, and again when a token names one that is not in it."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._keys: dict[str | None, PyJWK] = {}
        self._turn = asyncio.Lock()
        self._is_reached = False
        self._next_look_at = 0.0
        self._fresh_until = 0.0
        self._refreshing: asyncio.Task[None] | None = None

    async def find(self, key_id: str | None) -> PyJWK | None:
        """None when there is no such key. Raises `Problem` 503 while the set is out of reach."""
        found = self._look_up(key_id)
        if found is not None:
            # Who has a key that we know does not wait for those who have another.
            self._refresh()
            return found
        async with self._turn:
            if self._look_up(key_id) is None and time.monotonic() >= self._next_look_at:
                await self._fetch()
        found = self._look_up(key_id)
        if found is None and not self._is_reached:
            message = "tokens cannot be checked at the moment"
            raise Problem(message, status=503, code="keys-unavailable", retry_after_s=RETRY_S)
        return found

    def _look_up(self, key_id: str | None) -> PyJWK | None:
        """A token that names no key means the only one."""
        if key_id is None and len(self._keys) == 1:
            return next(iter(self._keys.values()))
        return self._keys.get(key_id)

    def _refresh(self) -> None:
        """Looks again, beside the requests, when the last look was long ago."""
        now = time.monotonic()
        is_due = now >= self._fresh_until and now >= self._next_look_at
        if is_due and (self._refreshing is None or self._refreshing.done()):
            self._refreshing = asyncio.create_task(self._fetch_alone())

    async def _fetch_alone(self) -> None:
        async with self._turn:
            await self._fetch()

    async def _fetch(self) -> None:
        self._is_reached = False
        try:
            keys = PyJWKSet(await self._read()).keys
            self._keys = {key.key_id: key for key in keys}
            self._is_reached = True
            self._fresh_until = time.monotonic() + FRESH_S
        except (httpx.HTTPError, OSError, ValueError, AttributeError, PyJWTError):
            """Those that are known still hold."""
        self._next_look_at = time.monotonic() + (COOLDOWN_S if self._is_reached else RETRY_S)

    async def _read(self) -> list[dict[str, Any]]:
        parts = urlsplit(self._url)
        if parts.scheme == "file":
            text = Path(unquote(parts.path)).read_text()
        else:
            async with httpx.AsyncClient(timeout=TIMEOUT_S, trust_env=False) as http:
                answer = await http.get(self._url)
            answer.raise_for_status()
            text = answer.text
        keys = json.loads(text).get("keys")
        return keys if isinstance(keys, list) else []
