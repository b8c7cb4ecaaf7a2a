"""Stand-ins for payments, stock and notifications, for tests, drills and local runs."""

from tools.fake_services import Answer, Call, FakeServices, serve_until_stopped


class FakeDependencies(FakeServices):
    def __init__(self, port: int = 0, host: str = "127.0.0.1") -> None:
        # Amount by order: a key is charged once.
        self.charged: dict[str, int] = {}
        self.refunded: set[str] = set()
        # Keys that were refunded before they were charged.
        self.voided: set[str] = set()
        # Quantity by order.
        self.reserved: dict[str, int] = {}
        # Text by key.
        self.sent: dict[str, str] = {}
        services = {
            "payments": self._payments,
            "stock": self._stock,
            "notifications": self._notifications,
        }
        super().__init__(services, port, host)

    def _payments(self, call: Call) -> Answer:
        key = call.headers.get("idempotency-key", "")
        if not key:
            return 400, {"error": "idempotency-key is missing"}
        if call.what == "refunds":
            (self.refunded if key in self.charged else self.voided).add(key)
            return 200, {}
        if key in self.voided:
            # A charge that was under way for longer than its refund.
            return 409, {"error": "the key was refunded before"}
        amount = int(call.body["amountCents"])
        if key not in self.charged and call.refuse:
            return 402, {"reason": "insufficient funds"}
        if self.charged.setdefault(key, amount) != amount:
            return 422, {"error": "the key was used for another amount"}
        return 200, {"paymentId": f"payment-{key}"}

    def _stock(self, call: Call) -> Answer:
        if call.method == "DELETE":
            return (404, {}) if self.reserved.pop(call.id, None) is None else (200, {})
        if call.id not in self.reserved and call.refuse:
            return 409, {"error": "not enough"}
        self.reserved[call.id] = int(call.body["quantity"])
        return 200, {}

    def _notifications(self, call: Call) -> Answer:
        if call.refuse:
            return 400, {"error": "told to refuse"}
        self.sent[call.id] = str(call.body["text"])
        return 200, {}


if __name__ == "__main__":
    serve_until_stopped(FakeDependencies)
