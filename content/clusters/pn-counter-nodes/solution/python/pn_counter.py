"""A counter that grows and shrinks, on every node, by a state-based CRDT (Shapiro et al. 2011, specification 7)."""

from compendium_node import Node, run

GOSSIP_MS = 300


class PnCounter(Node):
    def on_start(self):
        # Two counters that only grow: of a sum that also shrinks nobody could say which of two values is later.
        self.plus = {node: 0 for node in self.nodes}
        self.minus = {node: 0 for node in self.nodes}
        self.plus[self.id], self.minus[self.id] = self.load("own", [0, 0])
        self.every("gossip", GOSSIP_MS)

    def on_add(self, message):
        delta = message["delta"]
        side = self.plus if delta > 0 else self.minus
        side[self.id] += abs(delta)
        # Nobody else knows these entries yet: they must be kept before they are acknowledged.
        self.save("own", [self.plus[self.id], self.minus[self.id]])
        self.reply(message, {"type": "add_ok"})

    def on_read(self, message):
        value = sum(self.plus.values()) - sum(self.minus.values())
        self.reply(message, {"type": "read_ok", "value": value})

    def on_timer(self, name):
        for node in self.others:
            self.send(node, {"type": "merge", "plus": self.plus, "minus": self.minus})

    def on_merge(self, message):
        merge(self.plus, message["plus"])
        merge(self.minus, message["minus"])


def merge(ours, theirs):
    """Entries only grow, so the larger is the later one, however old or repeated the message is."""
    for node, value in theirs.items():
        ours[node] = max(ours[node], value)


run(PnCounter)
