"""The composition root: what is connected with what."""

from dataclasses import dataclass

from fastapi import FastAPI

from service.config import Config
from service.database.database import open_database
from service.http.app import create_app, measured
from service.http.health import Health
from service.http.order_routes import order_routes
from service.http.server import HttpServer
from service.http_client.http_client import (
    Dependency,
    HttpClient,
    HttpPolicy,
    connect,
    open_connections,
)
from service.http_client.measure_calls import measure_calls
from service.lifecycle import Lifecycle
from service.messaging.broker import Handler, HandlerPolicy, apply_policies
from service.messaging.open_broker import open_broker
# compendium:slot event-sink-imports default
from service.messaging.unit_of_work import DirectSink
# compendium:end
from service.messaging.unit_of_work import EventSink, UnitOfWork
from service.messaging.watch_broker import watch_broker
from service.notifications import Notifications, notify_customers
from service.observability.log import Log, create_log
from service.observability.metrics import Metrics
# compendium:slot order-process-imports default
from service.orders.direct_process import DirectProcess
# compendium:end
from service.orders.order_events import ORDERS
from service.orders.order_process import ProcessParts
from service.orders.order_store import reader_of
# compendium:slot order-store-imports default
from service.orders.table_order_store import TableOrderStore
# compendium:end
# compendium:slot wiring-imports sorted
from service.payments import Payments
from service.stock import Stock


@dataclass
class Service:
    app: FastAPI
    log: Log
    config: Config
    health: Health
    lifecycle: Lifecycle
    # Where it listens, once it does.
    url: str = ""

    async def start(self) -> None:
        """Listens."""
        server = HttpServer(self.app)
        self.url = await server.start(self.config.host, self.config.port)
        self.lifecycle.on_stop("server", server.stop)
        self.log.info("listening", url=self.url)
        # compendium:slot listening

    async def stop(self) -> None:
        """Lets what is under way finish."""
        # compendium:slot stop default
        self.health.is_stopping = True
        await self.lifecycle.stop()
        # compendium:end


async def create_service(config: Config) -> Service:
    """Connects the whole service as its configuration says. The caller starts and stops it."""
    log = create_log(config.log_level)
    lifecycle = Lifecycle(log)
    try:
        return await connect_parts(config, log, lifecycle)
    except BaseException:
        await lifecycle.stop()
        raise


async def connect_parts(config: Config, log: Log, lifecycle: Lifecycle) -> Service:
    metrics = Metrics()
    health = Health()
    # compendium:slot foundations
    database = await open_database(config.database_url)
    lifecycle.on_stop("database", database.dispose)

    # What calls go through: the first is nearest to the network.
    policies: list[HttpPolicy] = [measure_calls(metrics)]
    # compendium:slot http-policies-near
    # compendium:slot http-policies
    connections = open_connections()
    lifecycle.on_stop("connections", connections.aclose)

    def client(name: str, url: object) -> HttpClient:
        dependency = Dependency(name, str(url), config.dependency_timeout_ms)
        return connect(connections, dependency, policies)

    payments = Payments(client("payments", config.payments_url))
    stock = Stock(client("stock", config.stock_url))
    notifications = Notifications(client("notifications", config.notifications_url))

    broker = await open_broker(config, log)
    lifecycle.on_stop("broker", broker.close)
    watch_broker(broker, health, metrics)
    # What each message goes through: the first is nearest to its handler.
    handler_policies: list[HandlerPolicy] = []
    # compendium:slot handler-policies

    async def subscribe(topic: str, group: str, handler: Handler) -> None:
        await broker.subscribe(topic, group, apply_policies(group, handler, handler_policies))

    # compendium:slot order-store default
    orders = TableOrderStore()
    # compendium:end
    # compendium:slot event-sink default
    sink = DirectSink(broker, log)
    # compendium:end
    sinks: list[EventSink] = [sink]
    # compendium:slot event-sinks
    unit_of_work = UnitOfWork(database, *sinks)
    parts = ProcessParts(unit_of_work, orders, payments, stock)
    # compendium:slot order-process default
    process = DirectProcess(parts)
    # compendium:end
    # compendium:slot notifier default
    await subscribe(ORDERS, "notifier", notify_customers(notifications))
    # compendium:end
    # compendium:slot consumers
    # compendium:slot order-reader default
    find_order = reader_of(database, orders)
    # compendium:end

    app = create_app(log, metrics, health)
    # compendium:slot server
    order_routes(app, process, find_order)
    # compendium:slot routes
    # compendium:slot background
    app = measured(app, log, metrics, config.trusted_proxies)
    # compendium:slot front
    return Service(app, log, config, health, lifecycle)
