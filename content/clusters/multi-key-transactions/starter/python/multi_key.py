"""Transactions over lists and registers, on a store that changes one key at a time."""

from compendium_node import Node, run


class MultiKey(Node):
    def on_txn(self, message):
        # message["txn"] is a list of [f, key, value]. The store answers a call:
        def answered(reply):
            # reply is None when no answer came in time.
            self.error(message, 10, "transactions are not written yet")

        self.call("lin-kv", {"type": "read", "key": "root"}, answered)


run(MultiKey)
