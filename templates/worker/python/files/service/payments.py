"""The payments service as we see it."""

from dataclasses import dataclass
from typing import Any, Literal

from service.http_client.http_client import DependencyUnavailable, HttpClient, HttpRequest


@dataclass(frozen=True)
class ChargeResult:
    status: Literal["approved", "declined"]
    # Of an approved one.
    payment_id: str | None = None
    # Why it was declined.
    reason: str | None = None

    def to_json(self) -> dict[str, Any]:
        more = {"paymentId": self.payment_id, "reason": self.reason}
        known = {name: value for name, value in more.items() if value is not None}
        return {"status": self.status, **known}


class Payments:
    def __init__(self, call: HttpClient) -> None:
        self._call = call

    async def charge(self, key: str, amount_cents: int) -> ChargeResult:
        """Acts once for each key. A declined charge is an answer.

        Raises `DependencyUnavailable` when there was none.
        """
        headers = {"idempotency-key": key}
        request = HttpRequest("POST", "charges", {"amountCents": amount_cents}, headers)
        answer = await self._call(request)
        if answer.status in (200, 201):
            return ChargeResult("approved", payment_id=read(answer.body, "paymentId"))
        if answer.status == 402:
            return ChargeResult("declined", reason=read(answer.body, "reason"))
        # Any other answer means that our own request is wrong. Payments is well, so this is no outage.
        raise RuntimeError(f"payments refused our charge with {answer.status}")


def read(body: Any, field: str) -> str:
    """An answer that we cannot read may stand for anything, so it counts as none."""
    value = body.get(field) if isinstance(body, dict) else None
    if isinstance(value, str) and value:
        return value
    raise DependencyUnavailable("payments", "sent an answer we cannot read")
