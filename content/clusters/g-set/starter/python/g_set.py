"""A set that only grows, on every node."""

from compendium_node import Node, run


class GSet(Node):
    def on_start(self):
        self.elements = set()

    def on_add(self, message):
        self.elements.add(message["element"])
        self.reply(message, {"type": "add_ok"})

    def on_read(self, message):
        # Only what was added here, and since this node was started.
        self.reply(message, {"type": "read_ok", "value": sorted(self.elements)})


run(GSet)
