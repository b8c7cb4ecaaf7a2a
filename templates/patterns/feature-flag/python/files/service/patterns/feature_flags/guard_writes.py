"""Refuses what would change something while `accept-writes` is off."""

from starlette.types import ASGIApp, Receive, Scope, Send

from service.http.errors import error_answer
from service.patterns.feature_flags.feature_flags import FeatureFlags
from service.patterns.feature_flags.flags import Flag

READS = ("GET", "HEAD", "OPTIONS")
RETRY_AFTER_S = 30


class GuardWrites:
    """Answers 503 to all but reads; partly rolled out, to some of the clients."""

    def __init__(self, app: ASGIApp, flags: FeatureFlags) -> None:
        self._app = app
        self._flags = flags

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] in READS or self._accepts(scope):
            return await self._app(scope, receive, send)
        message = "changes are not taken at the moment; reading works"
        answer = error_answer(503, "read-only", message, RETRY_AFTER_S)
        await answer(scope, receive, send)

    def _accepts(self, scope: Scope) -> bool:
        client = scope["client"][0] if scope.get("client") else "unknown"
        return self._flags.is_on(Flag.ACCEPT_WRITES, client)
