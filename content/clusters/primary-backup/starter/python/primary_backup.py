"""A key-value store that a primary keeps and a backup copies."""

from compendium_node import Node, run


class PrimaryBackup(Node):
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

    def on_cas(self, message):
        key = str(message["key"])
        if key not in self.state:
            self.error(message, 20, "no such key")
        elif self.state[key] != message["from"]:
            self.error(message, 22, f"it is {self.state[key]}")
        else:
            self.state[key] = message["to"]
            self.reply(message, {"type": "cas_ok"})


run(PrimaryBackup)
