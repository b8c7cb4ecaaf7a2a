"""What may be asked for from outside. Jobs that recur are our own business."""

import re
from typing import TYPE_CHECKING, Any, Literal

from pydantic import BaseModel, Field, conint, constr

from service.problem import Problem

if TYPE_CHECKING:
    Customer = str
    Text = str
    AmountCents = int
    DelayMs = int
else:
    Customer = constr(strict=True, strip_whitespace=True, min_length=1, max_length=100)
    Text = constr(strict=True, min_length=1, max_length=1000)
    # Strict: half a cent is no amount, and "1" no number.
    AmountCents = conint(strict=True, ge=1, le=100_000_000)
    DelayMs = conint(strict=True, ge=0, le=30 * 86_400_000)


class Charge(BaseModel, extra="forbid", frozen=True):
    customer: Customer
    # In the smallest unit of the currency.
    amount_cents: AmountCents = Field(alias="amountCents")


class Receipt(BaseModel, extra="forbid", frozen=True):
    customer: Customer
    text: Text


class Scheduling(BaseModel, frozen=True):
    priority: Literal["urgent", "normal"] = "normal"
    # How long to wait before it is done.
    delay_ms: DelayMs = Field(0, alias="delayMs")


class ChargeRequest(Charge, Scheduling, frozen=True):
    kind: Literal["charge"]


class ReceiptRequest(Receipt, Scheduling, frozen=True):
    kind: Literal["receipt"]


JobRequest = ChargeRequest | ReceiptRequest


def payload_of(request: JobRequest) -> dict[str, Any]:
    """What the job is about, as its handler reads it."""
    if isinstance(request, ChargeRequest):
        return {"customer": request.customer, "amountCents": request.amount_cents}
    return {"customer": request.customer, "text": request.text}


def check_job_id(job_id: str) -> str:
    if re.fullmatch(r"[A-Za-z0-9-]{1,64}", job_id):
        return job_id
    raise Problem("id: letters, digits and hyphens, at most 64", status=400, code="invalid")
