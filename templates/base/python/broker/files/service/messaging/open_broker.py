"""The broker that the configuration names."""

from service.config import Config
from service.messaging.broker import Broker
from service.messaging.memory_broker import MemoryBroker
from service.observability.log import Log
# compendium:slot brokers-imports sorted


async def open_broker(config: Config, log: Log) -> Broker:
    """Raises an error that names BROKER_URL."""
    url = config.broker_url
    # compendium:slot brokers
    if url == "memory:":
        return MemoryBroker(config.redelivery_delay_ms, log)
    raise ValueError(f"BROKER_URL: no client for {url.split(':')[0]}:")
