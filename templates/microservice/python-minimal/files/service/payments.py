"""The payments service as the orders see it. Patterns wrap one `Payments` in another."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Optional, Protocol, Union


@dataclass(frozen=True)
class Charge:
    order_id: str
    amount_cents: int


@dataclass(frozen=True)
class Approved:
    payment_id: str


@dataclass(frozen=True)
class Declined:
    reason: str


ChargeResult = Union[Approved, Declined]


class PaymentsUnavailable(Exception):
    """No answer from payments: it may have charged or not, so only the same order may be tried again."""

    def __init__(self, message: str, retry_after_s: Optional[float] = None) -> None:
        super().__init__(message)
        # When it makes sense to try again, if anybody knows.
        self.retry_after_s = retry_after_s


class Payments(Protocol):
    def charge(self, charge: Charge) -> ChargeResult:
        """A declined charge is an answer. Raises `PaymentsUnavailable` when there was none."""
        ...
