"""Transactions that all participants commit, or all abort."""

from compendium_node import Node, run


class TwoPhaseCommit(Node):
    def on_start(self):
        self.states = {}

    def on_transact(self, message):
        # Decided here, and no participant is told.
        decision = "commit" if all(message["votes"].values()) else "abort"
        self.reply(message, {"type": "transact_ok", "decision": decision})

    def on_read(self, message):
        self.reply(message, {"type": "read_ok", "states": self.states})


run(TwoPhaseCommit)
