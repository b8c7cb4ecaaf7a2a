"""The composition root: what is connected with what."""

from dataclasses import dataclass

from fastapi import FastAPI

# compendium:slot spread-imports default
from service.cluster.modulo_spread import modulo_spread
# compendium:end
from service.cluster.nodes import read_cluster
# compendium:slot placement-imports default
from service.cluster.placement import StaticPlacement
from service.replication.replica import any_epoch
# compendium:end
from service.config import Config
from service.database.database import open_database
from service.http.app import create_app, measured
from service.http.entry_routes import entry_routes
from service.http.health import Health
from service.http.replica_routes import replica_routes
from service.http.server import HttpServer
from service.http_client.http_client import Dependency, HttpPolicy, connect, open_connections
from service.http_client.measure_calls import measure_calls
from service.lifecycle import Lifecycle
from service.observability.log import Log, create_log
from service.observability.metrics import Metrics
# compendium:slot wiring-imports sorted
from service.replication.register import Register
from service.replication.repair import Repair
from service.replication.replica import HttpReplica, LocalReplica, Replica
from service.storage.entry import LONGEST_ENTRY


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
    """Connects one node as its configuration says. The caller starts and stops it."""
    log = create_log(config.log_level)
    lifecycle = Lifecycle(log)
    try:
        return await connect_parts(config, log, lifecycle)
    except BaseException:
        await lifecycle.stop()
        raise


async def connect_parts(config: Config, log: Log, lifecycle: Lifecycle) -> Service:
    cluster = read_cluster(config)
    log = log.bind(node=cluster.own_name)
    metrics = Metrics()
    health = Health()
    # compendium:slot foundations
    database = await open_database(config.database_url)
    lifecycle.on_stop("database", database.dispose)
    # compendium:slot control

    # Which nodes keep a key.
    # compendium:slot spread default
    spread_over = modulo_spread(config.replicas)
    # compendium:end
    # compendium:slot placement default
    placement = StaticPlacement(cluster.keepers, cluster.previous, spread_over)
    check_epoch = any_epoch
    # compendium:end

    # What calls to other nodes go through: the first is nearest to the network.
    policies: list[HttpPolicy] = [measure_calls(metrics)]
    # compendium:slot http-policies-near
    # compendium:slot http-policies
    connections = open_connections()
    lifecycle.on_stop("connections", connections.aclose)
    local = LocalReplica(database, check_epoch)
    replicas: dict[str, Replica] = {cluster.own_name: local}
    for node in cluster.nodes:
        if node.name != cluster.own_name:
            peer = Dependency(node.name, node.url, config.peer_timeout_ms)
            replicas[node.name] = HttpReplica(node.name, connect(connections, peer, policies))
    register = Register(placement, replicas)
    repair = Repair(register, replicas, config.repair_pause_ms, metrics)

    app = create_app(log, metrics, health, longest_body=LONGEST_ENTRY)
    # compendium:slot server
    replica_routes(app, local)
    entry_routes(app, register, repair)
    # compendium:slot routes
    # compendium:slot background
    app = measured(app, log, metrics, config.trusted_proxies)
    # compendium:slot front
    return Service(app, log, config, health, lifecycle)
