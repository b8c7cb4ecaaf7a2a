"""The composition root of the gateway: a process of its own, before the service."""

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
# compendium:slot front-imports sorted


@dataclass
class Front:
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
        self.url = await server.start(self.config.host, self.config.gateway_port)
        self.lifecycle.on_stop("server", server.stop)
        self.log.info("listening", url=self.url)

    async def stop(self) -> None:
        """Lets what is under way finish."""
        self.health.is_stopping = True
        await self.lifecycle.stop()


def create_front(config: Config) -> Front:
    """Raises for routes that make no sense."""
    log = create_log(config.log_level)
    metrics = Metrics()
    health = Health()
    lifecycle = Lifecycle(log)
    # What calls go through: the first is nearest to the network.
    policies: list[HttpPolicy] = [measure_calls(metrics)]
    # compendium:slot front-policies
    gateway = Gateway(config, policies, lifecycle, log)
    app = create_app(log, metrics, health, gateway.longest_body)
    gateway.mount(app)
    app = measured(app, log, metrics, config.trusted_proxies)
    return Front(app, log, config, health, lifecycle)
