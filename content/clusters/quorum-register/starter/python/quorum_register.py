"""Registers that majorities of the nodes keep."""

from compendium_node import Node, run


class QuorumRegister(Node):
    def on_start(self):
        self.state = {}

    def on_read(self, message):
        # Only what this node was asked to write itself, and since it was started.
        key = str(message["key"])
        if key in self.state:
            self.reply(message, {"type": "read_ok", "value": self.state[key]})
        else:
            self.error(message, 20, "no such key")

    def on_write(self, message):
        self.state[str(message["key"])] = message["value"]
        self.reply(message, {"type": "write_ok"})


run(QuorumRegister)
