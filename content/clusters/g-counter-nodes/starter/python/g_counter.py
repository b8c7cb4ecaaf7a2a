"""A counter that only grows, on every node."""

from compendium_node import Node, run


class GCounter(Node):
    def on_start(self):
        self.value = 0

    def on_add(self, message):
        self.value += message["delta"]
        self.reply(message, {"type": "add_ok"})

    def on_read(self, message):
        # Only what was added here, and since this node was started.
        self.reply(message, {"type": "read_ok", "value": self.value})


run(GCounter)
