"""What others have published, and how it is read. No cluster is needed."""

import json
from typing import Any

import pytest

from service.messaging.kafka_producer import ATTEMPT, ID, delivery_of


class Published:
    """A message as the client gives it."""

    def __init__(self, value: bytes | None, headers: list[tuple[str, bytes | None]]) -> None:
        self._value = value
        self._headers = headers

    def topic(self) -> str:
        return "shop.orders"

    def partition(self) -> int:
        return 3

    def offset(self) -> int:
        return 7

    def key(self) -> bytes:
        return b"a1"

    def value(self) -> bytes | None:
        return self._value

    def headers(self) -> list[tuple[str, bytes | None]] | None:
        return self._headers or None


def test_what_we_publish_is_read_as_it_was() -> None:
    headers: list[tuple[str, bytes | None]] = [(ID, b"m1"), (ATTEMPT, b"2"), ("trace", b"t")]
    delivery, due_at = delivery_of("orders", Published(json.dumps({"n": 1}).encode(), headers))
    assert (delivery.id, delivery.attempt, delivery.headers) == ("m1", 2, {"trace": "t"})
    assert (delivery.body, delivery.key, due_at) == ({"n": 1}, "a1", 0)


@pytest.mark.parametrize(
    ("value", "body"),
    [(None, None), (b"", None), (b"no json", "no json"), (b"\xff", "\ufffd")],
)
def test_what_is_no_json_is_for_the_handler_to_judge(value: bytes | None, body: Any) -> None:
    delivery, _ = delivery_of("orders", Published(value, [("binary", b"\xff"), ("empty", None)]))
    assert delivery.body == body


def test_messages_without_a_name_are_told_apart_by_their_place() -> None:
    delivery, _ = delivery_of("orders", Published(b"{}", []))
    assert delivery.id == "shop.orders-3-7"
