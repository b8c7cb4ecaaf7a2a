"""The composition root: what is connected with what."""

from dataclasses import dataclass

from fastapi import FastAPI

from service.billing.clean_up import clean_up
from service.billing.handlers import charge_customer, send_receipt
from service.config import Config
from service.database.database import open_database
from service.http.app import create_app, measured
from service.http.health import Health
from service.http.job_routes import job_routes
from service.http.server import HttpServer
from service.http_client.http_client import (
    Dependency,
    HttpClient,
    HttpPolicy,
    connect,
    open_connections,
)
from service.http_client.measure_calls import measure_calls
from service.jobs.job import JobHandler
from service.jobs.measure_jobs import measure_backlog
from service.jobs.retry_schedule import RetrySchedule
from service.jobs.scheduler import RecurringJob, Scheduler
from service.jobs.worker import JobListener, Worker, WorkerOptions
from service.lifecycle import Lifecycle
from service.notifications import Notifications
from service.observability.log import Log, create_log
from service.observability.metrics import Metrics
from service.payments import Payments
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

    async def stop(self) -> None:
        """Lets what is under way finish."""
        # compendium:slot stop default
        self.health.is_stopping = True
        await self.lifecycle.stop()
        # compendium:end


async def create_service(config: Config) -> Service:
    """Connects the whole worker as its configuration says. The caller starts and stops it."""
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
    measure_backlog(database, metrics)

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
    notifications = Notifications(client("notifications", config.notifications_url))

    handlers: dict[str, JobHandler] = {
        "charge": charge_customer(payments),
        "receipt": send_receipt(notifications),
        "clean-up": clean_up(database, config.job_keep_ms),
    }
    listeners: list[JobListener] = []
    # compendium:slot job-listeners
    worker = Worker(worker_options(config), database, handlers, listeners, log, metrics)
    lifecycle.on_stop("worker", worker.stop)
    recurring = [RecurringJob("clean-up", config.clean_up_at)]
    scheduler = Scheduler(database, recurring, config.schedule_interval_ms, log)
    lifecycle.on_stop("scheduler", scheduler.stop)

    app = create_app(log, metrics, health)
    # compendium:slot server
    job_routes(app, database, worker.wake)
    # compendium:slot routes
    worker.start()
    scheduler.start()
    # compendium:slot background
    app = measured(app, log, metrics, config.trusted_proxies)
    # compendium:slot front
    return Service(app, log, config, health, lifecycle)


def worker_options(config: Config) -> WorkerOptions:
    schedule = RetrySchedule(
        max_attempts=config.job_attempts,
        initial_ms=config.job_retry_initial_ms,
        max_ms=config.job_retry_max_ms,
        give_up_ms=config.job_give_up_ms,
    )
    return WorkerOptions(
        concurrency=config.worker_concurrency,
        lease_ms=config.lease_ms,
        poll_ms=config.poll_ms,
        schedule=schedule,
    )
