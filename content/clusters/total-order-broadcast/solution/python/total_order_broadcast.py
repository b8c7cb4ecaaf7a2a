"""Total-order broadcast by a fixed sequencer (Defago, Schiper and Urban 2004, section 4.1; Kaashoek and Tanenbaum 1991)."""

from compendium_node import Node, run

RETRY_MS = 150


class TotalOrderBroadcast(Node):
    def on_start(self):
        #: What this node has delivered. At the sequencer that is the order itself.
        self.delivered = []
        #: Requests that are in the log.
        self.ordered = set()
        while (entry := self.load(f"entry {len(self.delivered)}")) is not None:
            self.delivered.append(entry)
            self.ordered.add(entry["id"])
        #: Requests of clients of this node that are not in its log yet.
        self.pending = {}
        self.every("retry", RETRY_MS)

    @property
    def sequencer(self):
        return self.nodes[0]

    def on_broadcast(self, request):
        # A name that no other request ever has: so the sequencer knows one that comes twice.
        id = f"{request.src} {request['msg_id']}"
        self.pending[id] = request
        self.order(id)

    def order(self, id):
        self.send(self.sequencer, {"type": "order", "id": id, "value": self.pending[id]["message"]})

    def on_order(self, message):
        if message["id"] in self.ordered:
            return
        at = len(self.delivered)
        self.deliver({"id": message["id"], "value": message["value"]})
        for node in self.others:
            self.send(node, {"type": "entries", "from": at, "entries": self.delivered[at:]})

    def on_entries(self, message):
        # Only what comes next: a gap is not skipped, what is here is not taken twice.
        if message["from"] <= len(self.delivered):
            for entry in message["entries"][len(self.delivered) - message["from"] :]:
                self.deliver(entry)

    def deliver(self, entry):
        self.save(f"entry {len(self.delivered)}", entry)
        self.delivered.append(entry)
        self.ordered.add(entry["id"])
        request = self.pending.pop(entry["id"], None)
        if request is not None:
            self.reply(request, {"type": "broadcast_ok"})

    # What was lost: asked for again and again.

    def on_timer(self, name):
        for id in list(self.pending):
            self.order(id)
        if self.id != self.sequencer:
            self.send(self.sequencer, {"type": "fetch", "from": len(self.delivered)})

    def on_fetch(self, message):
        entries = self.delivered[message["from"] :]
        if entries:
            self.send(message.src, {"type": "entries", "from": message["from"], "entries": entries})

    def on_read(self, request):
        self.reply(request, {"type": "read_ok", "messages": [entry["value"] for entry in self.delivered]})


run(TotalOrderBroadcast)
