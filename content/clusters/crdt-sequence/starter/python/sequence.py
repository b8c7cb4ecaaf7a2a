"""A list that all nodes edit at once."""

from compendium_node import Node, run


class Sequence(Node):
    def on_insert(self, message):
        # message["value"] between message["after"] and message["before"]; None is the start, or the end.
        self.error(message, 10, "insert is not written yet")

    def on_delete(self, message):
        self.error(message, 10, "delete is not written yet")

    def on_read(self, message):
        self.reply(message, {"type": "read_ok", "values": []})


run(Sequence)
