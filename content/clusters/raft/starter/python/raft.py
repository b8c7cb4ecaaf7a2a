"""A key-value store on several nodes, each key linearizable."""

from compendium_node import Node, run


class Raft(Node):
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

    def on_leader(self, message):
        # Nobody leads yet.
        self.reply(message, {"type": "leader_ok", "leader": None, "term": 0})

    def on_members(self, message):
        # Told once, before the requests, in the last stage alone: the first members.
        self.reply(message, {"type": "members_ok"})

    def on_add_member(self, message):
        self.error(message, 11, "members do not change yet")

    on_remove_member = on_add_member


run(Raft)
