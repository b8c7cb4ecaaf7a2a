"""A list that all nodes edit at once."""

from compendium_node import Node, run


class Sequence(Node):
    def on_insert(self, message):
        # message["value"] between message["after"] and message["before"]; None is the start, or the end.
        self.reply(message, {"type": "insert_ok"})

    def on_delete(self, message):
        # message["value"] is in the list no more.
        self.reply(message, {"type": "delete_ok"})

    def on_read(self, message):
        self.reply(message, {"type": "read_ok", "values": []})


run(Sequence)
