"""Every node knows who is alive."""

from compendium_node import Node, run


class Swim(Node):
    def on_members(self, message):
        # All of them, whatever happens.
        self.reply(message, {"type": "members_ok", "alive": self.nodes})


run(Swim)
