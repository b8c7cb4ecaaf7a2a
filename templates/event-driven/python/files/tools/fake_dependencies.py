"""Stand-ins for the carrier and notifications, for tests, drills and local runs."""

from typing import Any

from tools.fake_services import Answer, Call, FakeServices, serve_until_stopped


class FakeDependencies(FakeServices):
    def __init__(self, port: int = 0, host: str = "127.0.0.1") -> None:
        # What was booked, by order.
        self.booked: dict[str, Any] = {}
        # Text by key.
        self.sent: dict[str, str] = {}
        services = {"carrier": self._carrier, "notifications": self._notifications}
        super().__init__(services, port, host)

    def _carrier(self, call: Call) -> Answer:
        if call.method == "DELETE":
            return (404, {}) if self.booked.pop(call.id, None) is None else (200, {})
        if call.id not in self.booked and call.refuse:
            return 422, {"error": "we do not go there"}
        self.booked[call.id] = call.body["lines"]
        return 200, {"id": f"track-{call.id}"}

    def _notifications(self, call: Call) -> Answer:
        if call.refuse:
            return 400, {"error": "told to refuse"}
        self.sent[call.id] = str(call.body["text"])
        return 200, {}


if __name__ == "__main__":
    serve_until_stopped(FakeDependencies)
