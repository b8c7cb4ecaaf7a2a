"""The composition root: what is connected with what."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AbstractContextManager, asynccontextmanager
# compendium:slot operation-imports default
from contextlib import nullcontext
# compendium:end
from dataclasses import dataclass

from service.config import Config
from service.http_client.http_client import Dependency, HttpPolicy, connect, open_connections
from service.http_client.measure_calls import measure_calls
from service.observability.log import Log, create_log
from service.observability.metrics import Metrics
from service.orders.order import Order
from service.orders.orders_api import OrdersApi, PlaceOrder
# compendium:slot sender-imports default
from service.orders.orders_api import place_under_new_id
# compendium:end
# compendium:slot wiring-imports sorted
from service.terminal import Terminal


@dataclass(frozen=True)
class Shop:
    """Everything that a command works with."""

    config: Config
    log: Log
    metrics: Metrics
    terminal: Terminal
    place: PlaceOrder
    find: Callable[[str], Awaitable[Order | None]]
    # Around the work for one order, however many calls that takes.
    operation: Callable[[], AbstractContextManager[None]]


@asynccontextmanager
async def open_shop(config: Config, terminal: Terminal) -> AsyncIterator[Shop]:
    """Connects the client as its configuration says. Nothing is sent yet."""
    log = create_log(config.log_level)
    metrics = Metrics()
    # What calls go through: the first is nearest to the network.
    policies: list[HttpPolicy] = [measure_calls(metrics)]
    # compendium:slot http-policies-near
    # compendium:slot http-policies
    dependency = Dependency("orders", str(config.orders_url), config.dependency_timeout_ms)
    # compendium:slot operation default
    operation = nullcontext
    # compendium:end
    async with open_connections() as connections:
        orders = OrdersApi(connect(connections, dependency, policies), config.orders_token)
        # compendium:slot sender default
        place = place_under_new_id(orders.place)
        # compendium:end
        yield Shop(config, log, metrics, terminal, place, orders.find, operation)
