"""The ASGI application with its limits set, before any route of ours."""

from fastapi import FastAPI

from service.http.body_limit import BodyLimit
from service.http.errors import answer_errors
from service.http.health import Health, health_routes
from service.http.measure_requests import RequestTimes, metrics_route
from service.http.trusted_proxies import TrustedProxies, networks_of
from service.observability.log import Log
from service.observability.metrics import Metrics

LONGEST_BODY = 16 * 1024


def create_app(
    log: Log, metrics: Metrics, health: Health, longest_body: int = LONGEST_BODY
) -> FastAPI:
    """Nothing is listening yet. Tests drive it without a socket."""
    # The pages of FastAPI's documentation load scripts from elsewhere; /openapi.json is there.
    app = FastAPI(title="{{name}}", docs_url=None, redoc_url=None)
    answer_errors(app, log)
    health_routes(app, health)
    metrics_route(app, metrics)
    app.add_middleware(BodyLimit, longest=longest_body)
    return app


def measured(
    app: FastAPI, log: Log, metrics: Metrics, trusted_proxies: str | None = None
) -> FastAPI:
    """Times and logs requests, and finds out who sent them: outermost, so that it comes last.

    Raises `ValueError` for `trusted_proxies` that are no addresses or networks.
    """
    app.add_middleware(RequestTimes, metrics=metrics, log=log)
    app.add_middleware(TrustedProxies, trusted=networks_of(trusted_proxies))
    return app
