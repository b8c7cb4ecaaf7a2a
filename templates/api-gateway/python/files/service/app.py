"""The composition root: what is connected with what."""

from dataclasses import dataclass

from fastapi import FastAPI

from service.config import Config
from service.gateway.gateway import Gateway
from service.http.app import create_app, measured
from service.http.health import Health
from service.http.server import HttpServer
from service.http_client.http_client import HttpPolicy
from service.http_client.measure_calls import measure_calls
from service.lifecycle import Lifecycle
from service.observability.log import Log, create_log
from service.observability.metrics import Metrics
from service.overview.overview_routes import overview_routes
# compendium:slot wiring-imports sorted


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
    """Connects the whole gateway as its configuration says. The caller starts and stops it."""
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

    # What calls go through: the first is nearest to the network.
    policies: list[HttpPolicy] = [measure_calls(metrics)]
    # compendium:slot http-policies-near
    # compendium:slot http-policies
    gateway = Gateway(config, policies, lifecycle, log)

    app = create_app(log, metrics, health, gateway.longest_body)
    # compendium:slot server
    overview_routes(app, gateway)
    # compendium:slot routes
    # What we answer ourselves goes before what is passed on.
    gateway.mount(app)
    # compendium:slot background
    app = measured(app, log, metrics, config.trusted_proxies)
    # compendium:slot front
    return Service(app, log, config, health, lifecycle)
