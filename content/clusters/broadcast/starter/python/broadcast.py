"""Messages that reach every node."""

from compendium_node import Node, run


class Broadcast(Node):
    def on_topology(self, message):
        # message["topology"] proposes neighbours for each node; self.others are all nodes but this one.
        self.reply(message, {"type": "topology_ok"})

    def on_broadcast(self, message):
        # Remember message["message"], and see to it that the other nodes come to know it.
        self.reply(message, {"type": "broadcast_ok"})

    def on_read(self, message):
        self.reply(message, {"type": "read_ok", "messages": []})


run(Broadcast)
