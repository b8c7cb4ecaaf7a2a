"""Ids that no two requests share, made by each node alone."""

from compendium_node import Node, run


class UniqueIds(Node):
    def on_start(self):
        # A crash takes the counter. A new life counts from 0 again, so its number must be part of the id,
        # and it must be saved before the first id is given away.
        self.life = self.load("life", 0) + 1
        self.save("life", self.life)
        self.count = 0

    def on_generate(self, message):
        self.count += 1
        # No other node has this name, no other life this number: nobody has to be asked (Snowflake's idea).
        self.reply(message, {"type": "generate_ok", "id": f"{self.id}-{self.life}-{self.count}"})


run(UniqueIds)
