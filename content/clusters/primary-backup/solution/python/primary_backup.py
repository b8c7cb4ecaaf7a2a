"""
A store with a primary and a backup (Alsberg and Day 1976). Who is which, the view, is kept in a linearizable store, as
in Chain Replication's master (van Renesse and Schneider 2004) and in the view service of MIT's course 6.5840.
"""

from compendium_node import Node, run

VIEWS = "lin-kv"
TICK_MS = 50
SILENCE_MS = 400


class PrimaryBackup(Node):
    def on_start(self):
        self.view = {"number": 0, "primary": None, "backup": None}
        #: The store, with what makes it one: which update was the last, and the last request of each client.
        self.store = self.load("store", {"view": 0, "update": 0, "values": {}, "answered": {}})
        #: The primary does one request after the other: the first of these is being copied to the backup.
        self.requests = []
        self.copying = None
        #: When each node was heard of.
        self.heard_ms = {}
        self.every("tick", TICK_MS)

    def on_timer(self, name):
        if name == "tick":
            for node in self.others:
                self.send(node, {"type": "alive"})
            self.call(VIEWS, {"type": "read", "key": "view"}, self.on_view, timeout_ms=4 * TICK_MS)
            self.copy()

    def on_alive(self, message):
        self.heard_ms[message.src] = self.now_ms()

    def is_silent(self, node):
        return self.now_ms() - self.heard_ms.get(node, -SILENCE_MS) >= SILENCE_MS

    # Views.

    def on_view(self, answer):
        if answer is None:
            return
        if answer.type == "read_ok":
            self.enter(answer["value"])
        number, primary, backup = self.view["number"], self.view["primary"], self.view["backup"]
        if number == 0:
            if self.id == self.nodes[0]:
                self.propose(self.id, None)
        elif self.id == primary and (backup is None or self.is_silent(backup)):
            spare = next((node for node in self.others if node != backup and not self.is_silent(node)), None)
            if spare != backup:
                self.propose(self.id, spare)
        elif self.id == backup and self.is_silent(primary) and self.store["view"] == number:
            # Only who has all that the primary ever answered may take its place.
            self.propose(self.id, None)

    def propose(self, primary, backup):
        """Of several that want to follow the same view only one does."""
        before = self.view if self.view["number"] > 0 else None
        view = {"number": self.view["number"] + 1, "primary": primary, "backup": backup}
        body = {"type": "cas", "key": "view", "from": before, "to": view, "create_if_not_exists": before is None}
        self.call(VIEWS, body, timeout_ms=4 * TICK_MS)

    def enter(self, view):
        if view["number"] <= self.view["number"]:
            return
        self.view = view
        self.show(role=self.role(), view=view["number"])
        if self.id != view["primary"]:
            # Nobody knows whether the backup has the one that is being copied: its client hears nothing.
            self.requests = []
            self.copying = None
            return
        # A new backup gets everything before anything else happens.
        self.copying = {**self.store, "view": view["number"]}
        self.save("store", self.copying)
        self.copy()

    def role(self):
        if self.id == self.view["primary"]:
            return "primary"
        return "backup" if self.id == self.view["backup"] else "spare"

    # The primary.

    def on_request(self, message):
        if self.role() == "primary":
            self.requests.append(message)
            self.next()
        elif self.view["primary"] is not None:
            self.forward(self.view["primary"], message)
        # Else it is lost. Error 11 would be a promise: what was handed on may come a second time, and be done then.

    on_read = on_write = on_cas = on_request

    def next(self):
        while self.copying is None and self.requests:
            request = self.requests[0]
            # What comes twice is done once.
            if request["msg_id"] <= self.store["answered"].get(request.src, 0):
                self.requests.pop(0)
                continue
            values, self.answer = step(self.store["values"], request.body)
            answered = {**self.store["answered"], request.src: request["msg_id"]}
            self.copying = {
                "view": self.view["number"],
                "update": self.store["update"] + 1,
                "values": values,
                "answered": answered,
            }
            # Before the backup has it: else a primary that comes back could give another update the same number.
            self.save("store", self.copying)
            self.copy()

    def copy(self):
        """
        Again and again, until the backup has it. Alone, the primary needs nobody. The store is small and goes as a whole;
        of a large one only what has changed would.
        """
        if self.copying is None:
            return
        backup = self.view["backup"]
        if backup is None:
            self.copied()
        else:
            self.send(backup, {"type": "copy", "store": self.copying})

    def on_copied(self, message):
        is_it = self.copying is not None and (message["view"], message["update"]) == (
            self.copying["view"],
            self.copying["update"],
        )
        if is_it and message.src == self.view["backup"]:
            self.copied()

    def copied(self):
        is_request = self.copying["update"] > self.store["update"]
        self.store = self.copying
        self.copying = None
        if is_request:
            self.reply(self.requests.pop(0), self.answer)
        self.next()

    # The backup.

    def on_copy(self, message):
        store = message["store"]
        if store["view"] > self.view["number"]:
            # The primary knows of a view that this node will hear of.
            return
        if store["view"] < self.view["number"] or self.role() != "backup":
            # It has been replaced: it must not answer.
            return
        if (store["view"], store["update"]) > (self.store["view"], self.store["update"]):
            self.store = store
            self.save("store", store)
        self.send(message.src, {"type": "copied", "view": store["view"], "update": store["update"]})


def step(values, request):
    """The store after a request, and the answer."""
    key = str(request["key"])
    if request["type"] == "write":
        return {**values, key: request["value"]}, {"type": "write_ok"}
    if key not in values:
        return values, {"type": "error", "code": 20, "text": "no such key"}
    if request["type"] == "read":
        return values, {"type": "read_ok", "value": values[key]}
    if values[key] != request["from"]:
        return values, {"type": "error", "code": 22, "text": f"it is {values[key]}"}
    return {**values, key: request["to"]}, {"type": "cas_ok"}


run(PrimaryBackup)
