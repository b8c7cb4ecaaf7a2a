"""Causal broadcast by vector clocks (Birman, Schiper and Stephenson 1991), with gossip for what gets lost."""

from compendium_node import Node, run

GOSSIP_MS = 150


class CausalBroadcast(Node):
    def on_start(self):
        #: How many messages of each node this one has delivered.
        self.clock = {node: 0 for node in self.nodes}
        #: What it has delivered, in this order.
        self.delivered = []
        while (message := self.load(f"message {len(self.delivered)}")) is not None:
            self.delivered.append(message)
            self.clock[message["sender"]] += 1
        #: What has come too early.
        self.waiting = []
        self.every("gossip", GOSSIP_MS)

    def on_broadcast(self, request):
        # The clock says what this message may depend on: all that its sender has delivered, its own messages among that.
        clock = {**self.clock, self.id: self.clock[self.id] + 1}
        message = {"sender": self.id, "clock": clock, "value": request["message"]}
        self.deliver(message)
        self.reply(request, {"type": "broadcast_ok"})
        for node in self.others:
            self.send(node, {"type": "messages", "messages": [message]})

    def on_messages(self, received):
        self.waiting.extend(received["messages"])
        # Each that is delivered may be what others wait for.
        while ready := [message for message in self.waiting if self.is_next(message)]:
            self.deliver(ready[0])
            self.waiting = [message for message in self.waiting if not self.is_old(message)]
        self.waiting = [message for message in self.waiting if not self.is_old(message)]

    def is_next(self, message):
        """The next one of its sender, when all that it may depend on is here (section 5.1)."""
        sender = message["sender"]
        return all(
            count == self.clock[node] + 1 if node == sender else count <= self.clock[node]
            for node, count in message["clock"].items()
        )

    def is_old(self, message):
        return message["clock"][message["sender"]] <= self.clock[message["sender"]]

    def deliver(self, message):
        self.save(f"message {len(self.delivered)}", message)
        self.delivered.append(message)
        self.clock[message["sender"]] += 1

    # What was lost: each tells the others how far it is, and gets what it lacks.

    def on_timer(self, name):
        for node in self.others:
            self.send(node, {"type": "have", "clock": self.clock})

    def on_have(self, message):
        theirs = message["clock"]
        missing = [one for one in self.delivered if one["clock"][one["sender"]] > theirs[one["sender"]]]
        if missing:
            self.send(message.src, {"type": "messages", "messages": missing})

    def on_read(self, request):
        self.reply(request, {"type": "read_ok", "messages": [message["value"] for message in self.delivered]})


run(CausalBroadcast)
