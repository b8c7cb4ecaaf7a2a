"""A stand-in for the orders service, for tests, drills and local runs."""

from typing import Any

from tools.fake_services import MODES, Answer, Call, FakeServices, serve_until_stopped

STATUS = {"declined": 402, "pending": 202}


class FakeDependencies(FakeServices):
    # `pending`: it takes its time.
    known_modes = (*MODES, "pending")

    def __init__(self, port: int = 0, host: str = "127.0.0.1") -> None:
        # By id: an id stands for one order.
        self.orders: dict[str, dict[str, Any]] = {}
        super().__init__({"orders": self._serve_order}, port, host)

    def _serve_order(self, call: Call) -> Answer:
        return self._place(call) if call.method == "PUT" else self._find(call)

    def _place(self, call: Call) -> Answer:
        known = self.orders.get(call.id)
        if known is not None and known["item"] != call.body["item"]:
            return 409, {"error": {"message": f"order {call.id} exists with other contents"}}
        status = {"pending": "pending", "refuse": "declined"}.get(call.mode, "paid")
        order = self.orders.setdefault(call.id, {"id": call.id, **call.body, "status": status})
        return STATUS.get(order["status"], 201), order

    def _find(self, call: Call) -> Answer:
        order = self.orders.get(call.id)
        if order is None:
            return 404, {"error": {"message": "no such order"}}
        if order["status"] == "pending" and call.mode == "ok":
            order["status"] = "paid"
        return 200, order


if __name__ == "__main__":
    serve_until_stopped(FakeDependencies)
