"""A node that says back what it is told."""

from compendium_node import Node, run


class Echo(Node):
    def on_echo(self, message):
        # message["echo"] is what to say back: self.reply(message, {"type": ...}).
        self.error(message, 10, "echo is not written yet")


run(Echo)
