"""Stand-ins for payments and notifications, for tests, drills and local runs."""

from tools.fake_services import Answer, Call, FakeServices, serve_until_stopped


class FakeDependencies(FakeServices):
    def __init__(self, port: int = 0, host: str = "127.0.0.1") -> None:
        # Amount by key: it is charged once.
        self.charged: dict[str, int] = {}
        # Text by key.
        self.sent: dict[str, str] = {}
        services = {"payments": self._payments, "notifications": self._notifications}
        super().__init__(services, port, host)

    def _payments(self, call: Call) -> Answer:
        key = call.headers.get("idempotency-key", "")
        if not key:
            return 400, {"error": "idempotency-key is missing"}
        amount = int(call.body["amountCents"])
        if key not in self.charged and call.refuse:
            return 402, {"reason": "insufficient funds"}
        if self.charged.setdefault(key, amount) != amount:
            return 422, {"error": "the key was used for another amount"}
        return 200, {"paymentId": f"payment-{key}"}

    def _notifications(self, call: Call) -> Answer:
        if call.refuse:
            return 400, {"error": "told to refuse"}
        self.sent[call.id] = str(call.body["text"])
        return 200, {}


if __name__ == "__main__":
    serve_until_stopped(FakeDependencies)
