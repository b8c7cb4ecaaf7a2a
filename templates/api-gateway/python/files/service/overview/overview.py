"""What a customer's first page shows, put together out of two services."""

import asyncio
from collections.abc import Awaitable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from service.http_client.http_client import DependencyUnavailable, HttpClient, HttpRequest
from service.problem import Problem

T = TypeVar("T")


class Customer(BaseModel):
    id: str
    name: str


class CustomerOrder(BaseModel):
    id: str
    item: str
    status: str


@dataclass(frozen=True)
class Overview:
    """What is missing is None, and `missing` says whose it is."""

    customer: Customer | None
    orders: list[CustomerOrder] | None
    missing: list[str]

    def to_json(self) -> dict[str, Any]:
        customer = None if self.customer is None else vars(self.customer)
        orders = None if self.orders is None else [vars(order) for order in self.orders]
        return {"customer": customer, "orders": orders, "missing": self.missing}


async def overview_of(
    customers: HttpClient, orders: HttpClient, customer_id: str, headers: Mapping[str, str]
) -> Overview:
    """Asks both upstreams at once. One of them may be down: what the other says is worth showing.

    Raises `Problem` when there is no such customer, and `DependencyUnavailable` when neither answers.
    """
    who, what = await asyncio.gather(
        or_failure(read_customer(customers, customer_id, headers)),
        or_failure(read_orders(orders, customer_id, headers)),
    )
    if isinstance(who, DependencyUnavailable) and isinstance(what, DependencyUnavailable):
        raise who
    missing = [one.dependency for one in (who, what) if isinstance(one, DependencyUnavailable)]
    return Overview(
        None if isinstance(who, DependencyUnavailable) else who,
        None if isinstance(what, DependencyUnavailable) else what,
        missing,
    )


async def read_customer(client: HttpClient, customer_id: str, headers: Mapping[str, str]) -> Customer:
    found = await ask(client, "customers", f"customers/{customer_id}", headers)
    try:
        return Customer(**found)
    except (TypeError, ValidationError) as cause:
        raise unreadable("customers") from cause


async def read_orders(
    client: HttpClient, customer_id: str, headers: Mapping[str, str]
) -> list[CustomerOrder]:
    found = await ask(client, "orders", f"orders?customer={customer_id}", headers)
    try:
        return [CustomerOrder(**one) for one in found]
    except (TypeError, ValidationError) as cause:
        raise unreadable("orders") from cause


async def ask(client: HttpClient, name: str, path: str, headers: Mapping[str, str]) -> Any:
    answer = await client(HttpRequest("GET", path, headers=headers))
    if answer.status == 404:
        raise Problem(f"{name} knows none", status=404, code="not-found")
    if answer.status != 200:
        raise unreadable(name)
    return answer.body


def unreadable(name: str) -> DependencyUnavailable:
    return DependencyUnavailable(name, "sent an answer we cannot read", status=502)


async def or_failure(work: Awaitable[T]) -> T | DependencyUnavailable:
    """An upstream that is down leaves a gap; anything else that went wrong is raised."""
    try:
        return await work
    except DependencyUnavailable as failure:
        return failure
