"""Places many orders, one for each line of a file."""

import asyncio
import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from service.exit_codes import Exit, UsageError
from service.orders.order import OrderRequest, check_order_id, order_request
from service.problem import Problem
from service.shop import Shop
from service.terminal import Progress, heed_interruption

Line = tuple[str, OrderRequest]


@dataclass
class ImportResult:
    placed: int = 0
    refused: list[dict[str, str]] = field(default_factory=list)
    # What was not tried, or had no answer: the same command again takes it up.
    left: int = 0
    code: Exit = Exit.DONE

    def to_json(self) -> dict[str, Any]:
        return {"placed": self.placed, "refused": self.refused, "left": self.left}


def read_orders(file: str) -> list[Line]:
    """Reads a file with an order as JSON on each line.

    Raises `UsageError` that names the first line at fault.
    """
    try:
        text = Path(file).read_text()
    except (OSError, UnicodeDecodeError) as cause:
        raise UsageError(f"Cannot read {file}: {cause}") from cause
    numbered = enumerate(text.splitlines(), start=1)
    return [read_line(line, number) for number, line in numbered if line.strip()]


async def import_orders(shop: Shop, orders: Sequence[Line]) -> ImportResult:
    """Places one order after the other.

    It stops at the first without an answer, as the next would have none either, and on Ctrl-C. Each
    line brings its id, so that nothing is ordered twice by running it again.
    """
    progress = Progress(shop.terminal)
    result = ImportResult(left=len(orders))
    try:
        for order_id, request in orders:
            heed_interruption()
            progress.say(f"{len(orders) - result.left} of {len(orders)}")
            await import_one(shop, order_id, request, result)
            result.left -= 1
        if result.refused:
            result.code = Exit.REFUSED
    except asyncio.CancelledError:
        result.code = Exit.INTERRUPTED
    except Problem:
        result.code = Exit.NO_ANSWER
    finally:
        progress.end()
    return result


async def import_one(
    shop: Shop, order_id: str, request: OrderRequest, result: ImportResult
) -> None:
    """Raises `Problem` when nobody knows what became of it."""
    try:
        with shop.operation():
            order = await shop.place(order_id, request)
    except Problem as problem:
        if problem.status >= 500:
            raise
        result.refused.append({"id": order_id, "why": str(problem)})
        return
    if order.status in ("paid", "pending"):
        result.placed += 1
    else:
        result.refused.append({"id": order_id, "why": order.status})


def read_line(text: str, number: int) -> Line:
    try:
        values = json.loads(text)
    except ValueError as cause:
        raise UsageError(f"Line {number}: it is no JSON") from cause
    if not isinstance(values, dict):
        raise UsageError(f"Line {number}: it is no object")
    try:
        request = order_request({name: value for name, value in values.items() if name != "id"})
        return check_order_id(str(values.get("id", ""))), request
    except UsageError as cause:
        raise UsageError(f"Line {number}: {cause}") from cause
