"""Structured lines of JSON on standard output; whoever runs the container collects them."""

import logging

import structlog
# compendium:slot log-imports

Log = structlog.typing.FilteringBoundLogger

# Nothing here is ever logged as critical.
LEVELS = {
    "debug": logging.DEBUG,
    "info": logging.INFO,
    "warn": logging.WARNING,
    "error": logging.ERROR,
    "silent": logging.CRITICAL,
}


def create_log(level: str) -> Log:
    log: Log = structlog.wrap_logger(
        structlog.PrintLogger(),
        wrapper_class=structlog.make_filtering_bound_logger(LEVELS[level]),
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso"),
            structlog.processors.format_exc_info,
            # compendium:slot log-options
            structlog.processors.EventRenamer("msg"),
            structlog.processors.JSONRenderer(),
        ],
    )
    return log
