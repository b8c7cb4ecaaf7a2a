from service.http.health import Health
from service.messaging.broker import Backlog
from service.messaging.watch_broker import watch_broker
from service.observability.metrics import Metrics
from tests.brokers import broker_env, opened_broker


async def test_the_connection_and_what_waits_are_shown() -> None:
    health, metrics = Health(), Metrics()
    async with opened_broker(broker_env(None)) as broker:
        watch_broker(broker, health, metrics)

        async def backlog() -> list[Backlog]:
            return [Backlog("orders", "mail", 3)]

        setattr(broker, "backlog", backlog)
        await metrics.text()
        labels = {"topic": "orders", "group": "mail"}
        assert metrics.registry.get_sample_value("broker_backlog", labels) == 3
        assert health.states() == {"broker": "in-process"}


async def test_a_broker_that_is_down_leaves_the_other_metrics() -> None:
    metrics = Metrics()
    async with opened_broker(broker_env(None)) as broker:
        watch_broker(broker, Health(), metrics)

        async def backlog() -> list[Backlog]:
            raise ConnectionError("gone")

        setattr(broker, "backlog", backlog)
        assert b"process_" in await metrics.text()
