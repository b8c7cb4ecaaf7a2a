"""Two-phase commit with presumed abort (Gray 1978; Mohan, Lindsay and Obermarck 1986)."""

from compendium_node import Node, run

VOTING_MS = 500
ASK_MS = 200


class TwoPhaseCommit(Node):
    def on_start(self):
        #: Transactions that this node coordinates and has not decided: those of an earlier life are presumed aborted.
        self.open = {}
        self.every("ask", ASK_MS)

    # The coordinator: whichever node the client asks.

    def on_transact(self, message):
        txn, votes = message["txn"], message["votes"]
        self.open[txn] = {"request": message, "missing": set(votes)}
        self.set_timer(f"voting {txn}", VOTING_MS)
        for node, vote in votes.items():
            # A node talks to itself as it does to any other.
            self.send(node, {"type": "prepare", "txn": txn, "vote": vote})

    def on_vote(self, message):
        txn = message["txn"]
        voting = self.open.get(txn)
        if voting is None:
            return
        if not message["yes"]:
            self.decide(txn, "abort")
            return
        voting["missing"].discard(message.src)
        if not voting["missing"]:
            self.decide(txn, "commit")

    def decide(self, txn, decision):
        voting = self.open.pop(txn)
        self.cancel_timer(f"voting {txn}")
        if decision == "commit":
            # The decision is made when it is on the disk, and not before anybody hears of it. An abort needs no
            # record: of what is not known, nothing else can have been decided.
            self.save(f"committed {txn}", True)
        self.reply(voting["request"], {"type": "transact_ok", "decision": decision})
        for node in voting["request"]["votes"]:
            self.send(node, {"type": "decision", "txn": txn, "decision": decision})

    def on_ask(self, message):
        txn = message["txn"]
        if txn in self.open:
            return
        decision = "commit" if self.load(f"committed {txn}") else "abort"
        self.send(message.src, {"type": "decision", "txn": txn, "decision": decision})

    # Participants.

    def on_prepare(self, message):
        txn = message["txn"]
        if self.load(f"state {txn}") is None:
            # Who has said yes can no longer say no: so it must still know after a crash. Who says no may abort at once.
            state = {"state": "prepared" if message["vote"] else "abort", "coordinator": message.src}
            self.save(f"state {txn}", state)
        state = self.load(f"state {txn}")["state"]
        self.send(message.src, {"type": "vote", "txn": txn, "yes": state != "abort"})

    def on_decision(self, message):
        state = self.load(f"state {message['txn']}")
        if state is not None and state["state"] == "prepared":
            self.save(f"state {message['txn']}", {**state, "state": message["decision"]})

    def on_timer(self, name):
        if name == "ask":
            self.ask_coordinators()
        elif name.startswith("voting "):
            self.decide(name[len("voting ") :], "abort")

    def ask_coordinators(self):
        """Whoever is prepared cannot decide by itself: it waits, and asks."""
        for key in self.saved_keys("state "):
            state = self.load(key)
            if state["state"] == "prepared":
                self.send(state["coordinator"], {"type": "ask", "txn": key[len("state ") :]})

    def on_read(self, message):
        keys = self.saved_keys("state ")
        states = {key[len("state ") :]: self.load(key)["state"] for key in keys}
        self.reply(message, {"type": "read_ok", "states": states})


run(TwoPhaseCommit)
