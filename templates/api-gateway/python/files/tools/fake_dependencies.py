"""Stand-ins for orders, customers and the identity provider, for tests, drills and local runs."""

import threading
from http.server import BaseHTTPRequestHandler
from typing import Any

from tools.fake_services import Answer, Call, FakeServices, send_head, serve_until_stopped
from tools.identity import Identity

UPSTREAMS = ("orders", "customers")


class FakeDependencies(FakeServices):
    def __init__(self, port: int = 0, host: str = "127.0.0.1") -> None:
        # How often somebody asked for the keys of tokens.
        self.key_fetches = 0
        self.identity = Identity()
        # By id.
        self.placed: dict[str, dict[str, Any]] = {}
        # Lets `GET /orders/export` go on after its first line.
        self.export_released = threading.Event()
        services = {
            "orders": self._orders,
            "customers": self._customers,
            "identity": self._identify,
        }
        super().__init__(services, port, host)

    def environment(self) -> dict[str, str]:
        """What the gateway has to be told to find them."""
        upstreams = (f"{service}={self.url_of(service)}" for service in UPSTREAMS)
        jwks_url = f"{self.url_of('identity')}/jwks.json"
        return {"UPSTREAMS": ",".join(upstreams), "JWKS_URL": jwks_url}

    def close(self) -> None:
        self.export_released.set()
        super().close()

    def answer(self, request: BaseHTTPRequestHandler, name: str, call: Call) -> None:
        if (name, call.id) == ("orders", "export"):
            self._export(request)
        else:
            super().answer(request, name, call)

    def _orders(self, call: Call) -> Answer:
        if call.what == "catalogue":
            return 200, {"items": ["tea", "cups"]}
        if call.method == "PUT":
            status = 200 if call.id in self.placed else 201
            self.placed[call.id] = {"id": call.id, **call.body, "status": "paid"}
            return status, self.placed[call.id]
        if call.method == "POST":
            return 201, {"received": len(call.raw)}
        if call.method == "DELETE":
            return (404, {}) if self.placed.pop(call.id, None) is None else (204, None)
        if not call.id:
            return 200, list(self.placed.values())
        found = self.placed.get(call.id)
        return (404, {"error": "no such order"}) if found is None else (200, found)

    def _export(self, request: BaseHTTPRequestHandler) -> None:
        """Its end is that of the connection."""
        send_head(request, 200, "text/csv", None)
        request.wfile.write(b"id,item\n")
        self.export_released.wait()
        request.wfile.write(b"a1,tea\n")

    def _customers(self, call: Call) -> Answer:
        if call.id == "nobody":
            return 404, {}
        return 200, {"id": call.id, "name": f"Customer {call.id}"}

    def _identify(self, call: Call) -> Answer:
        """`POST /identity/tokens` gives a token."""
        if call.what == "jwks.json":
            self.key_fetches += 1
            return 200, self.identity.key_set
        return 201, {"token": self.identity.token(**call.body)}


if __name__ == "__main__":
    print("POST /identity/tokens gives a token")
    serve_until_stopped(FakeDependencies)
