"""A set that only grows, on every node, by a state-based CRDT (Shapiro et al. 2011, specification 11)."""

from compendium_node import Node, run

GOSSIP_MS = 300


class GSet(Node):
    def on_start(self):
        self.elements = {self.load(key) for key in self.saved_keys()}
        self.every("gossip", GOSSIP_MS)

    def on_add(self, message):
        element = message["element"]
        self.elements.add(element)
        # Nobody else knows it yet: it must be kept before it is acknowledged.
        self.save(f"element {element}", element)
        self.reply(message, {"type": "add_ok"})

    def on_read(self, message):
        self.reply(message, {"type": "read_ok", "value": sorted(self.elements)})

    def on_timer(self, name):
        # The whole state, again and again: what was lost is sent anew, and a second copy changes nothing.
        for node in self.others:
            self.send(node, {"type": "merge", "elements": sorted(self.elements)})

    def on_merge(self, message):
        self.elements.update(message["elements"])


run(GSet)
