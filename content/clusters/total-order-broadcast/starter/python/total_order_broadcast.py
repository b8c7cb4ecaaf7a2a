"""Every node delivers every message, and all in the same order."""

from compendium_node import Node, run


class TotalOrderBroadcast(Node):
    def on_start(self):
        self.delivered = []

    def on_broadcast(self, request):
        # Told to all others once, and delivered whenever it comes.
        self.delivered.append(request["message"])
        for node in self.others:
            self.send(node, {"type": "deliver", "message": request["message"]})
        self.reply(request, {"type": "broadcast_ok"})

    def on_deliver(self, message):
        self.delivered.append(message["message"])

    def on_read(self, request):
        self.reply(request, {"type": "read_ok", "messages": self.delivered})


run(TotalOrderBroadcast)
