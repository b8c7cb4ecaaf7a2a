"""Ids that no two requests share."""

from compendium_node import Node, run


class UniqueIds(Node):
    def on_start(self):
        self.count = 0

    def on_generate(self, message):
        # Unique at this node, until it is killed. self.id, self.save and self.load may be of use.
        self.count += 1
        self.reply(message, {"type": "generate_ok", "id": self.count})


run(UniqueIds)
