"""Of all nodes that are up, the one of the highest rank leads."""

from compendium_node import Node, run


class Bully(Node):
    def on_leader(self, message):
        # Nobody leads yet.
        self.reply(message, {"type": "leader_ok", "leader": None, "term": 0})


run(Bully)
