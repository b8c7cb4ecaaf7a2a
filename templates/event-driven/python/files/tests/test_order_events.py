from typing import Any

import pytest

from service.events.order_events import OrderPaid, read_order_event
from service.messaging.unprocessable import Unprocessable
from tests.conftest import LINES, paid


def test_an_event_of_the_first_version_is_read_as_one_of_the_newest() -> None:
    first = {**paid("a1"), "version": 1, "item": "tea", "quantity": 3}
    del first["lines"]
    lines = [{"item": "tea", "quantity": 3}]
    assert read_order_event(first) == OrderPaid("a1", "Ada", lines)


def test_an_event_may_have_fields_that_we_do_not_know() -> None:
    assert read_order_event({**paid("a1"), "coupon": "X"}) == OrderPaid("a1", "Ada", LINES)


@pytest.mark.parametrize(
    "body",
    [
        {**paid("a1"), "version": 3},
        {**paid("a1"), "type": "order.gifted"},
        {**paid("a1"), "lines": []},
        {**paid("a1"), "lines": LINES * 101},
        {**paid("a1"), "lines": [{"item": "tea", "quantity": "2"}]},
        paid("a b"),
        {},
        "order.paid",
    ],
)
def test_an_event_that_is_not_what_it_says_is_unprocessable(body: Any) -> None:
    with pytest.raises(Unprocessable):
        read_order_event(body)
