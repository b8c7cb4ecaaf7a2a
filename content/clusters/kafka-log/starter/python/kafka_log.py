"""Logs to which many append and which many read."""

from compendium_node import Node, run


class KafkaLog(Node):
    def on_send(self, message):
        # Append message["msg"] to the log of message["key"], and tell its offset.
        self.reply(message, {"type": "send_ok", "offset": 0})

    def on_poll(self, message):
        # message["offsets"] has for each key the offset to begin with: pairs of offset and message.
        self.reply(message, {"type": "poll_ok", "msgs": {}})

    def on_commit_offsets(self, message):
        # message["offsets"] has for each key the last offset that was dealt with.
        self.reply(message, {"type": "commit_offsets_ok"})

    def on_list_committed_offsets(self, message):
        # Of the keys in message["keys"] those that somebody committed.
        self.reply(message, {"type": "list_committed_offsets_ok", "offsets": {}})


run(KafkaLog)
