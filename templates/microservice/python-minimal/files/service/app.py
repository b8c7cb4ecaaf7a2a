"""Puts the service together."""

from __future__ import annotations

import logging
import time
from typing import Callable

from service.api import AppParts, ServiceServer
from service.config import Config
from service.http_payments import HttpPayments
from service.orders import MemoryOrderStore
# compendium:slot wiring-imports sorted

_log = logging.getLogger(__name__)


def create_service(config: Config, clock: Callable[[], float] = time.monotonic) -> ServiceServer:
    """Builds the service from its configuration and binds its port. The caller serves and closes.

    `clock` gives seconds and never goes back; tests hand in their own.
    """
    parts = AppParts(
        orders=MemoryOrderStore(),
        payments=HttpPayments(config.payments_url, config.payments_timeout_ms / 1000),
    )
    # compendium:slot wiring

    return ServiceServer((config.host, config.port), parts)
