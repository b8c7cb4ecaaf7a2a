import asyncio
import re
from collections.abc import AsyncIterator

import httpx
import pytest

from tests.conftest import ORDER, Door, StartDoor
from tests.eventually import eventually
from tools.fake_dependencies import FakeDependencies


async def open_request(
    url: str, path: str, authorization: str
) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    """A request as it is written: a client would tidy its path up."""
    address = httpx.URL(url)
    reader, writer = await asyncio.open_connection(address.host, address.port)
    head = f"GET {path} HTTP/1.1\r\nhost: gateway\r\nauthorization: {authorization}\r\n\r\n"
    writer.write(head.encode())
    return reader, writer


async def test_a_request_goes_to_the_upstream_of_its_route_and_comes_back_with_its_answer(
    door: Door,
) -> None:
    placed = await door.put("a1")
    assert (placed.status_code, placed.json()) == (201, {"id": "a1", **ORDER, "status": "paid"})
    assert (await door.get("/orders/a1")).json()["id"] == "a1"
    assert (await door.get("/orders/none")).status_code == 404


async def test_a_request_without_a_body_gets_none_and_an_answer_without_one_has_none(
    door: Door,
) -> None:
    await door.put("a1")
    gone = await door.send("DELETE", "/orders/a1")
    assert (gone.status_code, gone.content) == (204, b"")
    await door.put("a2")
    head = await door.send("HEAD", "/orders/a2")
    assert (head.status_code, head.content) == (200, b"")


async def test_a_request_has_one_id_here_behind_and_in_the_answer(
    door: Door, fakes: FakeDependencies
) -> None:
    made = (await door.get("/orders")).headers["x-request-id"]
    assert re.fullmatch("[0-9a-f-]{36}", made)
    assert fakes.last_headers["orders"]["x-request-id"] == made
    named = await door.get("/orders", {"x-request-id": "request-77"})
    assert named.headers["x-request-id"] == "request-77"
    odd = await door.get("/orders", {"x-request-id": 'a"b'})
    assert odd.headers["x-request-id"] != 'a"b'


async def test_the_proxy_before_the_gateway_is_added_to_those_whom_it_names(
    start_door: StartDoor, fakes: FakeDependencies
) -> None:
    door = await start_door(TRUSTED_PROXIES="127.0.0.1")
    await door.get("/orders", {"x-forwarded-for": "203.0.113.7", "x-forwarded-proto": "https"})
    seen = fakes.last_headers["orders"]
    assert seen["x-forwarded-for"] == "203.0.113.7, 127.0.0.1"
    assert seen["x-forwarded-proto"] == "https"


async def test_a_body_that_is_no_json_goes_through_as_it_is(
    door: Door, fakes: FakeDependencies
) -> None:
    kind = {"content-type": "application/octet-stream"}
    answer = await door.send("POST", "/orders", kind, content=bytes([0, 255, 1]))
    assert answer.json() == {"received": 3}
    assert fakes.last_headers["orders"]["content-length"] == "3"
    assert fakes.last_headers["orders"]["content-type"] == "application/octet-stream"


async def test_a_request_brings_no_header_that_its_client_did_not_send(
    door: Door, fakes: FakeDependencies
) -> None:
    await door.get("/orders", {"user-agent": "test", "accept": "text/csv"})
    seen = fakes.last_headers["orders"]
    assert (seen["user-agent"], seen["accept"]) == ("test", "text/csv")
    assert "cookie" not in seen


async def test_a_body_above_the_limit_of_its_route_is_refused_whether_it_says_so_or_not(
    door: Door, fakes: FakeDependencies
) -> None:
    assert (await door.put("a1", {"item": "x" * 20_000})).status_code == 413

    async def unsaid() -> AsyncIterator[bytes]:
        for _ in range(20):
            yield b" " * 1000

    assert (await door.send("PUT", "/orders/a1", content=unsaid())).status_code == 413
    assert fakes.requests["orders"] == 0


@pytest.mark.parametrize(
    "path",
    ["/orders/../customers/c1", "/orders/%2e%2E/x", "/orders/..%2fx", "/orders//x", "/orders/a%5cb"],
)
async def test_a_path_that_would_lead_elsewhere_is_refused(
    path: str, door: Door, fakes: FakeDependencies
) -> None:
    reader, writer = await open_request(await door.listen(), path, door.authorization)
    assert (await reader.readline()).startswith(b"HTTP/1.1 400")
    writer.close()
    assert set(fakes.requests) <= {"identity"}


async def test_what_has_no_route_is_refused_and_asks_nobody(
    door: Door, fakes: FakeDependencies
) -> None:
    assert (await door.get("/admin")).status_code == 404
    assert (await door.get("/customers/c1/")).status_code == 404
    assert (await door.send("DELETE", "/customers/c1")).status_code == 405
    assert set(fakes.requests) <= {"identity"}


async def test_an_answer_is_passed_on_as_it_comes_not_when_it_is_whole(
    door: Door, fakes: FakeDependencies
) -> None:
    url = await door.listen()
    headers = {"authorization": door.authorization}
    async with httpx.AsyncClient(timeout=10, trust_env=False) as http:
        async with http.stream("GET", f"{url}/orders/export", headers=headers) as answer:
            pieces = answer.aiter_raw()
            assert await anext(pieces) == b"id,item\n"
            fakes.export_released.set()
            assert await anext(pieces) == b"a1,tea\n"
            assert [piece async for piece in pieces] == []


async def test_an_answer_that_breaks_off_is_broken_off_here_too(
    door: Door, fakes: FakeDependencies
) -> None:
    fakes.modes["orders"] = "cut"
    url = await door.listen()
    async with httpx.AsyncClient(timeout=10, trust_env=False) as http:
        with pytest.raises(httpx.RemoteProtocolError):
            await http.get(f"{url}/orders", headers={"authorization": door.authorization})


async def test_an_answer_that_nobody_waits_for_any_more_is_not_waited_for(
    start_door: StartDoor, fakes: FakeDependencies
) -> None:
    door = await start_door(UPSTREAM_TIMEOUT_MS="60000")
    fakes.modes["orders"] = "hang"
    _, writer = await open_request(await door.listen(), "/orders", door.authorization)
    await eventually(lambda: fakes.requests["orders"] == 1)
    writer.close()
    await eventually(lambda: fakes.abandoned["orders"] == 1)


async def test_an_upstream_that_fails_is_a_bad_gateway_and_its_words_stay_inside(
    door: Door, fakes: FakeDependencies
) -> None:
    fakes.modes["orders"] = "fail"
    answer = await door.get("/orders")
    said = {"code": "dependency-unavailable", "message": "orders: answered 500"}
    assert (answer.status_code, answer.json()) == (502, {"error": said})
    assert int(answer.headers["retry-after"]) >= 1


async def test_an_upstream_that_does_not_begin_to_answer_in_time_is_a_gateway_timeout(
    start_door: StartDoor, fakes: FakeDependencies
) -> None:
    impatient = await start_door(UPSTREAM_TIMEOUT_MS="50")
    fakes.modes["orders"] = "hang"
    answer = await impatient.get("/orders")
    assert answer.status_code == 504
    assert answer.json()["error"]["message"] == "orders: no answer within 50 ms"


async def test_an_upstream_that_is_not_there_is_a_bad_gateway_and_the_others_still_work(
    start_door: StartDoor, fakes: FakeDependencies, other_fakes: FakeDependencies
) -> None:
    upstreams = f"orders={other_fakes.url_of('orders')},customers={fakes.url_of('customers')}"
    half = await start_door(UPSTREAMS=upstreams)
    other_fakes.close()
    assert (await half.get("/orders")).status_code == 502
    assert (await half.get("/customers/c1")).json()["id"] == "c1"
    assert (await half.get("/health/ready")).status_code == 200


async def test_requests_are_counted_by_route_not_by_url(door: Door) -> None:
    await door.put("a1")
    requests = 'http_request_duration_seconds_count{method="PUT",route="/orders/*",status="201"}'
    assert await door.metric(requests) == 1
    calls = 'dependency_request_duration_seconds_count{dependency="orders",outcome="201"}'
    assert await door.metric(calls) == 1
