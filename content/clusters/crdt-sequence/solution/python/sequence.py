"""A list that all nodes edit at once, by RGA (Roh et al. 2011), with operations spread as in Bayou (Petersen et al. 1997)."""

from compendium_node import Node, run

GOSSIP_MS = 200
HEAD = None


class Sequence(Node):
    def on_start(self):
        #: Every operation that is known, in an order in which none comes before what it refers to.
        self.log = []
        #: How many operations of each node are known: they come without gaps.
        self.known = {node: 0 for node in self.nodes}
        #: The highest number in any id. A new id gets a higher one, so it wins against all that its maker had seen.
        self.clock = 0
        #: The values of the list, deleted ones too: others may still insert after them.
        self.ids = {}
        self.followers = {HEAD: []}
        self.deleted = set()
        while (operation := self.load(f"operation {len(self.log)}")) is not None:
            self.apply(operation)
        self.every("gossip", GOSSIP_MS)

    # What clients ask.

    def on_insert(self, message):
        after = message["after"]
        if after not in self.followers:
            self.error(message, 20, f"{after} is not in the list")
            return
        stamp = [self.clock + 1, self.id]
        self.perform({"type": "insert", "value": message["value"], "after": after, "stamp": stamp})
        self.reply(message, {"type": "insert_ok"})

    def on_delete(self, message):
        if message["value"] not in self.ids:
            self.error(message, 20, f"{message['value']} is not in the list")
            return
        self.perform({"type": "delete", "value": message["value"]})
        self.reply(message, {"type": "delete_ok"})

    def on_read(self, message):
        values = [value for value in self.in_order() if value not in self.deleted]
        self.reply(message, {"type": "read_ok", "values": values})

    # The list.

    def perform(self, operation):
        self.keep({**operation, "node": self.id, "number": self.known[self.id] + 1})

    def keep(self, operation):
        # Before any reply, and before others hear of it: a number must never be given twice.
        self.save(f"operation {len(self.log)}", operation)
        self.apply(operation)

    def apply(self, operation):
        self.log.append(operation)
        self.known[operation["node"]] = operation["number"]
        value = operation["value"]
        if operation["type"] == "delete":
            self.deleted.add(value)
            return
        self.clock = max(self.clock, operation["stamp"][0])
        self.ids[value] = operation["stamp"]
        self.followers[value] = []
        # Of those inserted at the same place the latest stands first: on every node, in whatever order they came.
        siblings = self.followers[operation["after"]]
        siblings.append(value)
        siblings.sort(key=lambda one: self.ids[one], reverse=True)

    def in_order(self):
        """Each value is followed by what was inserted after it, depth first."""
        order = []
        waiting = list(reversed(self.followers[HEAD]))
        while waiting:
            value = waiting.pop()
            order.append(value)
            waiting.extend(reversed(self.followers[value]))
        return order

    # How operations spread.

    def on_timer(self, name):
        for node in self.others:
            self.send(node, {"type": "ask", "known": self.known})

    def on_ask(self, message):
        known = message["known"]
        missing = [one for one in self.log if one["number"] > known[one["node"]]]
        if missing:
            self.send(message.src, {"type": "operations", "operations": missing})

    def on_operations(self, message):
        for operation in message["operations"]:
            # An answer that was overtaken, or came twice, holds what is known already.
            if operation["number"] > self.known[operation["node"]]:
                self.keep(operation)


run(Sequence)
