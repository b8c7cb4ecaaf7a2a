"""Messages that reach every node, over links that delay, lose, repeat and cut."""

from compendium_node import Node, run

#: A message waits so long for others that go the same way.
BATCH_MS = 50


class Broadcast(Node):
    def on_start(self):
        self.messages = set()
        # A star: two hops from anywhere to anywhere, and one batch a node. A ring or a line would need fewer links
        # of the middle node and many more hops; flooding along the given topology sends most messages twice.
        centre = self.nodes[0]
        self.neighbours = self.others if self.id == centre else [centre]
        self.unsent = {node: [] for node in self.neighbours}
        self.is_waiting = False

    def on_topology(self, message):
        # A proposal, not an order.
        self.reply(message, {"type": "topology_ok"})

    def on_broadcast(self, message):
        self.learn([message["message"]], message.src)
        self.reply(message, {"type": "broadcast_ok"})

    def on_read(self, message):
        self.reply(message, {"type": "read_ok", "messages": sorted(self.messages)})

    def on_gossip(self, message):
        self.learn(message["messages"], message.src)
        # Also when all of it was known: without an answer the sender never stops.
        self.reply(message, {"type": "gossip_ok"})

    def learn(self, messages, source):
        # What is known already goes no further, or it would go round for ever.
        new = [one for one in messages if one not in self.messages]
        self.messages.update(new)
        self.pass_on(new, [node for node in self.neighbours if node != source])

    def pass_on(self, messages, nodes):
        if not messages or not nodes:
            return
        for node in nodes:
            self.unsent[node].extend(messages)
        if not self.is_waiting:
            self.is_waiting = True
            self.set_timer("batch", BATCH_MS)

    def on_timer(self, name):
        self.is_waiting = False
        for node in self.neighbours:
            if self.unsent[node]:
                self.gossip(node, self.unsent[node])
                self.unsent[node] = []

    def gossip(self, node, messages):
        def answered(reply):
            # Lost on the way there or on the way back: nobody can tell, so it is sent until it is acknowledged.
            if reply is None:
                self.pass_on(messages, [node])

        self.call(node, {"type": "gossip", "messages": messages}, answered)


run(Broadcast)
