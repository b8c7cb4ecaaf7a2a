"""Routes, upstreams and tokens, put together."""

from collections.abc import Sequence

from fastapi import FastAPI

from service.config import Config
from service.gateway.key_set import KeySet
from service.gateway.proxy_routes import proxy_routes
from service.gateway.request_ids import NameRequests
from service.gateway.routes import read_routes
from service.gateway.tokens import ask_for_tokens, check_tokens
from service.gateway.upstream import connect_upstream, open_network
from service.http_client.http_client import Dependency, HttpClient, HttpPolicy
from service.lifecycle import Lifecycle
from service.observability.log import Log


class Gateway:
    """Reads the routes and connects their upstreams. Raises for a file that makes no sense.

    The first of the policies is nearest to an upstream.
    """

    def __init__(
        self, config: Config, policies: Sequence[HttpPolicy], lifecycle: Lifecycle, log: Log
    ) -> None:
        self._routes = read_routes(config.routes_file, config.upstreams)
        self._log = log
        self.longest_body = self._routes.longest_body
        network = open_network()
        lifecycle.on_stop("upstreams", network.aclose)
        timeout_ms = config.upstream_timeout_ms
        self._upstreams = {
            name: connect_upstream(Dependency(name, url, timeout_ms), policies, network)
            for name, url in self._routes.upstreams.items()
        }
        keys = KeySet(config.jwks_url)
        self.check_token = check_tokens(keys, config.token_issuer, config.token_audience)

    def upstream(self, name: str) -> HttpClient:
        """Raises `KeyError` when the file has none of this name."""
        return self._upstreams[name]

    def mount(self, app: FastAPI) -> None:
        """Puts all routes of the file behind those that the application has by then."""
        # A redirect would tell the client where else to look, by a name that it chose itself.
        app.router.redirect_slashes = False
        ask_for_tokens(app)
        proxy_routes(app, self._routes.routes, self._upstreams, self.check_token, self._log)
        app.add_middleware(NameRequests)
