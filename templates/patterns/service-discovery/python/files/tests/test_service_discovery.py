import asyncio
import os
import time
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path
from typing import Any

import dns.asyncresolver
import dns.message
import dns.rcode
import dns.rrset
import pytest

from service.config import read_config
from service.http_client.http_client import (
    Dependency,
    DependencyUnavailable,
    HttpAnswer,
    HttpRequest,
)
from service.lifecycle import Lifecycle
from service.observability.log import create_log
from service.observability.metrics import Metrics
from service.patterns.service_discovery.announce import announce
from service.patterns.service_discovery.discover import DiscoverOptions, discover
from service.patterns.service_discovery.dns_registry import dns_registry
from service.patterns.service_discovery.folder_registry import Registration, folder_registry
from service.patterns.service_discovery.instances import Instances
from service.patterns.service_discovery.registry import open_registry

A = "http://a:1"
B = "http://b:1"
LOG = create_log("silent")
Draw = Callable[[Sequence[str]], str]


def first(origins: Sequence[str]) -> str:
    return origins[0]


def last(origins: Sequence[str]) -> str:
    return origins[-1]


@pytest.mark.parametrize("draw", [first, last])
def test_the_less_busy_of_two_is_taken_whichever_was_drawn_first(draw: Draw) -> None:
    instances = Instances(2, 60_000, draw)
    busy = instances.begin([A, B])
    assert instances.begin([A, B]) != busy


def test_one_is_left_alone_after_so_many_failures_in_a_row() -> None:
    instances = Instances(2, 60_000, first)
    assert [instances.end(instances.begin([A, B]), "failed") for _ in range(2)] == [False, True]
    picked = set()
    for _ in range(10):
        origin = instances.begin([A, B])
        instances.end(origin, "answered")
        picked.add(origin)
    assert picked == {B}
    assert instances.ejected() == 1


def test_failures_that_are_not_in_a_row_do_not_count_nor_callers_who_gave_up() -> None:
    instances = Instances(2, 60_000)
    for how in ("failed", "answered", "failed", "unknown"):
        assert not instances.end(instances.begin([A]), how)  # type: ignore[arg-type]


def test_all_are_used_when_all_are_left_alone() -> None:
    instances = Instances(1, 60_000)
    for _ in range(2):
        assert instances.end(instances.begin([A, B]), "failed")
    assert instances.begin([A, B]) in (A, B)


def test_an_instance_gets_another_chance_when_its_time_is_up_and_only_one() -> None:
    now = 0.0
    instances = Instances(2, 1000, clock=lambda: now)
    for _ in range(2):
        instances.end(instances.begin([A]), "failed")
    assert instances.ejected() == 1
    now = 1.0
    assert instances.ejected() == 0
    assert instances.end(instances.begin([A]), "failed")


async def test_a_registry_that_is_written_down_knows_its_services_and_no_others() -> None:
    registry = open_registry("static:orders=http://a:1/x|http://b:1,stock=http://c:2", 1)
    assert await registry("orders") == [A, B]
    assert await registry("payments") == []
    with pytest.raises(ValueError, match="REGISTRY: orders"):
        open_registry("static:orders", 1)


async def test_a_folder_has_who_registered_until_they_leave(tmp_path: Path) -> None:
    registry = folder_registry(str(tmp_path), 60_000)
    assert await registry("orders") == []
    one, other = (Registration(str(tmp_path), "orders", origin) for origin in (A, B))
    one.beat()
    other.beat()
    assert await registry("orders") == [A, B]
    one.leave()
    assert await registry("orders") == [B]


async def test_a_folder_has_nobody_who_was_not_heard_of_for_too_long(tmp_path: Path) -> None:
    crashed = Registration(str(tmp_path), "orders", A)
    crashed.beat()
    (file,) = (tmp_path / "orders").iterdir()
    long_ago = time.time() - 5
    os.utime(file, (long_ago, long_ago))
    registry = folder_registry(str(tmp_path), 4000)
    assert await registry("orders") == []
    crashed.beat()
    assert await registry("orders") == [A]


class NameServer(asyncio.DatagramProtocol):
    """Knows the SRV records of `_orders._tcp.shop.example` and nothing else."""

    RECORDS = ("1 0 3000 one.example.", "1 0 3001 two.example.", "9 0 3002 spare.example.")

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport: Any = transport

    def datagram_received(self, data: bytes, address: tuple[str, int]) -> None:
        query = dns.message.from_wire(data)
        answer = dns.message.make_response(query)
        name = query.question[0].name.to_text()
        if name == "_orders._tcp.shop.example.":
            answer.answer.append(dns.rrset.from_text(name, 60, "IN", "SRV", *self.RECORDS))
        else:
            answer.set_rcode(dns.rcode.NXDOMAIN)
        self._transport.sendto(answer.to_wire(), address)


async def test_dns_is_asked_for_srv_records_and_the_lowest_priority_counts() -> None:
    loop = asyncio.get_running_loop()
    transport, _ = await loop.create_datagram_endpoint(NameServer, local_addr=("127.0.0.1", 0))
    resolver = dns.asyncresolver.Resolver(configure=False)
    resolver.nameservers = ["127.0.0.1"]
    resolver.port = transport.get_extra_info("sockname")[1]
    registry = dns_registry("shop.example", resolver)
    assert await registry("orders") == ["http://one.example:3000", "http://two.example:3001"]
    assert await registry("stock") == []
    transport.close()


async def test_a_server_is_found_while_it_listens_and_not_when_it_has_stopped(
    tmp_path: Path,
) -> None:
    settings = {"REGISTRY": f"folder:{tmp_path}", "REGISTER_AS": "orders", "REGISTRY_TTL_MS": "900"}
    lifecycle = Lifecycle(LOG)
    await announce(read_config(settings), A, lifecycle, LOG)
    registry = folder_registry(str(tmp_path), 900)
    assert await registry("orders") == [A]
    # Longer than the time to live: it is still found, so it registers again and again.
    await asyncio.sleep(1.5)
    assert await registry("orders") == [A]
    await lifecycle.stop()
    assert await registry("orders") == []


class Setup:
    """A call to orders, of which the instance A is down."""

    def __init__(self, registry: Callable[[str], Awaitable[Sequence[str]]]) -> None:
        self.sent_to: list[str | None] = []

        async def send(request: HttpRequest) -> HttpAnswer:
            self.sent_to.append(request.url)
            if request.url is not None and request.url.startswith(A):
                raise DependencyUnavailable("orders", "down")
            return HttpAnswer(200)

        # Its answers are good for no time at all.
        policy = discover(registry, DiscoverOptions(0, 1, 60_000), LOG, Metrics())
        self._call = policy(Dependency("orders", "http://own:1/base", 1), send)

    async def succeeds(self) -> bool:
        try:
            await self._call(HttpRequest("GET", "x"))
        except DependencyUnavailable:
            return False
        return True


async def both(_: str) -> Sequence[str]:
    return [A, B]


async def nobody(_: str) -> Sequence[str]:
    return []


async def down(_: str) -> Sequence[str]:
    raise OSError("no registry")


async def test_a_call_fails_once_at_an_instance_that_is_down_and_never_again_meets_it() -> None:
    setup = Setup(both)
    outcomes = [await setup.succeeds() for _ in range(40)]
    assert outcomes.count(False) <= 1
    assert setup.sent_to[-1] == f"{B}/base"


@pytest.mark.parametrize("registry", [nobody, down])
async def test_a_call_goes_to_its_own_url_when_the_registry_knows_nobody_or_is_down(
    registry: Callable[[str], Awaitable[Sequence[str]]],
) -> None:
    setup = Setup(registry)
    assert await setup.succeeds()
    assert setup.sent_to == [None]


async def test_a_call_goes_where_it_went_last_while_the_registry_is_down() -> None:
    answers = [[B]]

    async def once(_: str) -> Sequence[str]:
        return answers.pop()

    setup = Setup(once)
    assert await setup.succeeds()
    assert await setup.succeeds()
    assert setup.sent_to == [f"{B}/base", f"{B}/base"]
