"""A node that says back what it is told."""

from compendium_node import Node, run


class Echo(Node):
    def on_echo(self, message):
        self.reply(message, {"type": "echo_ok", "echo": message["echo"]})


run(Echo)
