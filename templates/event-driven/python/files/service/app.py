"""The composition root: what is connected with what."""

from dataclasses import dataclass

from fastapi import FastAPI

from service.carrier import Carrier
from service.config import Config
from service.database.database import open_database
from service.events.order_events import ORDERS
from service.events.shipment_events import SHIPMENTS
from service.http.app import create_app, measured
from service.http.event_routes import event_routes
from service.http.health import Health
from service.http.server import HttpServer
from service.http.shipment_routes import shipment_routes
from service.http_client.http_client import (
    Dependency,
    HttpClient,
    HttpPolicy,
    connect,
    open_connections,
)
from service.http_client.measure_calls import measure_calls
from service.inbox.inbox import with_inbox
# compendium:slot unreadable-imports default
from service.inbox.park_unreadable import park_unreadable
from service.inbox.replay import Replayer
# compendium:end
from service.lifecycle import Lifecycle
from service.messaging.broker import Handler, HandlerPolicy, apply_policies
from service.messaging.measure_lag import measure_lag
from service.messaging.open_broker import open_broker
# compendium:slot event-sink-imports default
from service.messaging.unit_of_work import DirectSink
# compendium:end
from service.messaging.unit_of_work import EventSink, UnitOfWork
from service.messaging.watch_broker import watch_broker
from service.notifications import Notifications, notify_customers
from service.observability.log import Log, create_log
from service.observability.metrics import Metrics
# compendium:slot wiring-imports sorted
from service.shipping.book_shipments import BookingParts, book_shipments
from service.shipping.consume_orders import consume_orders
from service.shipping.measure_shipments import measure_shipments
from service.shipping.shipment_store import reader_of


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
    measure_shipments(database, metrics)

    # What calls go through: the first is nearest to the network.
    policies: list[HttpPolicy] = [measure_calls(metrics)]
    # compendium:slot http-policies-near
    # compendium:slot http-policies
    connections = open_connections()
    lifecycle.on_stop("connections", connections.aclose)

    def client(name: str, url: object) -> HttpClient:
        dependency = Dependency(name, str(url), config.dependency_timeout_ms)
        return connect(connections, dependency, policies)

    carrier = Carrier(client("carrier", config.carrier_url))
    notifications = Notifications(client("notifications", config.notifications_url))

    broker = await open_broker(config, log)
    lifecycle.on_stop("broker", broker.close)
    watch_broker(broker, health, metrics)
    # What each message goes through: the first is nearest to its handler.
    handler_policies: list[HandlerPolicy] = []
    # compendium:slot handler-policies
    handler_policies.append(measure_lag(metrics))

    async def subscribe(topic: str, group: str, handler: Handler) -> None:
        await broker.subscribe(topic, group, apply_policies(group, handler, handler_policies))

    # compendium:slot event-sink default
    sink = DirectSink(broker, log)
    # compendium:end
    sinks: list[EventSink] = [sink]
    # compendium:slot event-sinks
    unit_of_work = UnitOfWork(database, *sinks)
    shipping = with_inbox(unit_of_work, consume_orders, metrics)
    # compendium:slot unreadable default
    await subscribe(ORDERS, "shipping", park_unreadable(shipping, database, log, metrics))
    # compendium:end
    await subscribe(SHIPMENTS, "booking", book_shipments(BookingParts(unit_of_work, carrier)))
    await subscribe(SHIPMENTS, "notifier", notify_customers(notifications))
    # compendium:slot consumers
    replayer = Replayer(database, shipping, config.replay_interval_ms, log)
    lifecycle.on_stop("replay", replayer.stop)

    # compendium:slot shipment-reader default
    read_shipment = reader_of(database)
    # compendium:end

    app = create_app(log, metrics, health)
    # compendium:slot server
    event_routes(app, unit_of_work)
    shipment_routes(app, read_shipment)
    # compendium:slot routes
    replayer.start()
    # compendium:slot background
    app = measured(app, log, metrics, config.trusted_proxies)
    # compendium:slot front
    return Service(app, log, config, health, lifecycle)
