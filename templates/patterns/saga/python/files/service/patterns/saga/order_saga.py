"""Which step of an order follows which, and which undoes which.

    reserve --> charge --> settle (paid)
       |          |  \\-- no answer for too long --> refund --> release --> settle (declined)
       |          \\-- declined --> release --> settle (declined)
       \\-- not enough --> settle (out of stock)
"""

from dataclasses import dataclass, replace
from typing import Literal

from service.orders.order import Order, Outcome
from service.payments import Payments
from service.stock import Stock

# Refund and release undo what charge and reserve did.
SagaStep = Literal["reserve", "charge", "refund", "release", "settle"]


@dataclass(frozen=True)
class SagaState:
    order_id: str
    # The next one.
    step: SagaStep
    # When it began, or its way back anew.
    started_at: str
    # How the order ends; known from the step on that decides it.
    outcome: Outcome | None = None


async def take_step(state: SagaState, order: Order, payments: Payments, stock: Stock) -> SagaState:
    """Takes one step and says what comes next.

    Each may be taken again after a crash: the order id is the key by which stock and payments act
    once. Raises `DependencyUnavailable` when the step is still to be taken.
    """
    match state.step:
        case "reserve":
            if await stock.reserve(order):
                return replace(state, step="charge")
            return replace(state, step="settle", outcome=Outcome("out-of-stock"))
        case "charge":
            outcome = await payments.charge(order)
            step: SagaStep = "settle" if outcome.status == "paid" else "release"
            return replace(state, step=step, outcome=outcome)
        case "refund":
            await payments.refund(order.id)
            return replace(state, step="release")
        case "release":
            await stock.release(order.id)
            return replace(state, step="settle")
        case "settle":
            return state


# How an order ends that is given up.
GIVEN_UP = Outcome("declined", decline_reason="no answer in time")


def compensate(state: SagaState) -> SagaState:
    """What a saga does that has waited too long for an answer.

    A charge without one may have been made, so it is refunded; from there on there is no way but
    through.
    """
    if state.step == "reserve":
        return replace(state, step="release", outcome=GIVEN_UP)
    if state.step == "charge":
        return replace(state, step="refund", outcome=GIVEN_UP)
    return state
