"""A counter that only grows, on every node, by a state-based CRDT (Shapiro et al. 2011, specification 6)."""

from compendium_node import Node, run

GOSSIP_MS = 300


class GCounter(Node):
    def on_start(self):
        #: What each node has added. A node changes its own entry only.
        self.added = {node: 0 for node in self.nodes}
        self.added[self.id] = self.load("added", 0)
        self.every("gossip", GOSSIP_MS)

    def on_add(self, message):
        self.added[self.id] += message["delta"]
        # Nobody else knows this entry yet: it must be kept before it is acknowledged.
        self.save("added", self.added[self.id])
        self.reply(message, {"type": "add_ok"})

    def on_read(self, message):
        self.reply(message, {"type": "read_ok", "value": sum(self.added.values())})

    def on_timer(self, name):
        for node in self.others:
            self.send(node, {"type": "merge", "added": self.added})

    def on_merge(self, message):
        # Entries only grow, so the larger is the later one, however old or repeated the message is.
        for node, added in message["added"].items():
            self.added[node] = max(self.added[node], added)


run(GCounter)
