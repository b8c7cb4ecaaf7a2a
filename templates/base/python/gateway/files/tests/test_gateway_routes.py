import json
from pathlib import Path
from typing import Any

import pytest

from service.gateway.routes import Routes, parse_routes, read_routes

ORDERS: dict[str, Any] = {"path": "/orders/*", "methods": ["GET"], "upstream": "orders"}
UPSTREAMS = {"orders": "http://127.0.0.1:4001"}


def parse(upstreams: Any, *routes: Any) -> Routes:
    return parse_routes(json.dumps({"upstreams": upstreams, "routes": routes}), "routes.json")


def test_a_route_needs_a_token_unless_it_says_otherwise() -> None:
    routes = parse(UPSTREAMS, ORDERS, {**ORDERS, "path": "/open", "auth": "none"}).routes
    assert {route.path: route.auth for route in routes} == {"/orders/*": "token", "/open": "none"}


def test_the_most_specific_route_goes_first_whatever_their_order() -> None:
    paths = ("/orders/*", "/orders/:id", "/orders/export")
    routes = parse(UPSTREAMS, *({**ORDERS, "path": path} for path in paths)).routes
    assert [route.template() for route in routes] == [
        "/orders/export",
        "/orders/{id}",
        "/orders/{rest:path}",
    ]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('{"upstreams"', "routes.json is no JSON"),
        ("[]", "routes.json holds no object"),
        (json.dumps({"upstreams": UPSTREAMS, "routes": []}), "routes: there is none"),
        (json.dumps({"upstreams": {"Orders!": "http://a"}, "routes": []}), "upstreams.Orders!: "),
    ],
)
def test_a_file_that_makes_no_sense_is_refused(text: str, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        parse_routes(text, "routes.json")


@pytest.mark.parametrize(
    ("routes", "message"),
    [
        ([{**ORDERS, "upstream": "stock"}], "routes.0.upstream: stock"),
        ([ORDERS, ORDERS], r"routes.1: GET /orders/\* has a route already"),
        ([{**ORDERS, "methods": ["FETCH"]}], "routes.0.methods.0"),
        ([{**ORDERS, "methods": []}], "routes.0.methods"),
        ([{**ORDERS, "path": "orders"}], "routes.0.path"),
        ([{**ORDERS, "path": "/*/orders"}], "routes.0.path"),
        ([{**ORDERS, "timeout": 5}], "routes.0.timeout"),
        ([{**ORDERS, "timeoutMs": 0}], "routes.0.timeoutMs"),
    ],
)
def test_a_mistake_in_a_route_is_named(routes: list[Any], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        parse(UPSTREAMS, *routes)


def test_an_upstream_has_to_have_an_address() -> None:
    with pytest.raises(ValueError, match="upstreams.orders"):
        parse({"orders": "orders:4001"}, ORDERS)


def test_the_environment_has_the_last_word_on_addresses_and_knows_no_other_upstreams(
    tmp_path: Path,
) -> None:
    file = tmp_path / "routes.json"
    file.write_text(json.dumps({"upstreams": UPSTREAMS, "routes": [ORDERS]}))
    routes = read_routes(str(file), "orders=http://orders:3000/a?b=c")
    assert routes.upstreams == {"orders": "http://orders:3000/a?b=c"}
    with pytest.raises(ValueError, match="no upstream stock"):
        read_routes(str(file), "stock=http://stock")
