"""The bully election (Garcia-Molina 1982): of all nodes that are up, the one of the highest rank leads."""

from compendium_node import Node, run

# The algorithm rests on these: a message takes at most LATENCY_MS, and whoever is up reacts at once (section 2).
LATENCY_MS = 30
HEARTBEAT_MS = 50
ANSWER_MS = 2 * LATENCY_MS
SILENCE_MS = HEARTBEAT_MS + 2 * LATENCY_MS


class Bully(Node):
    def on_start(self):
        self.rank = self.nodes.index(self.id)
        #: The term in which it follows, or leads, and the highest that it has heard of.
        self.term = 0
        self.highest = self.load("highest", 0)
        self.leader = None
        # Whoever comes up does not know whether it is the highest now: it asks (section 4).
        self.set_timer("silence", self.random.uniform(0, SILENCE_MS))

    @property
    def higher(self):
        return self.nodes[self.rank + 1 :]

    def on_timer(self, name):
        if name == "silence":
            self.elect()
        elif name == "answer":
            self.lead()
        elif name == "heartbeat":
            self.tell_all()

    # An election.

    def elect(self):
        self.leader = None
        self.cancel_timer("heartbeat")
        for node in self.higher:
            self.send(node, {"type": "election", "highest": self.highest})
        # Nobody of higher rank answers in time: none of them is up.
        self.set_timer("answer", ANSWER_MS)
        self.show(role="candidate", term=self.highest)

    def on_election(self, message):
        self.hear_of(message["highest"])
        self.send(message.src, {"type": "answer", "highest": self.highest})
        # It bullies: whoever is of higher rank takes over the election. One that leads says so at once.
        if self.leader == self.id:
            self.tell_all()
        elif self.leader is None or not self.is_above(self.leader):
            self.elect()

    def on_answer(self, message):
        self.hear_of(message["highest"])
        if self.leader is not None:
            return
        # One of higher rank is up and will lead. It may fail before it does: then there is silence.
        self.cancel_timer("answer")
        self.set_timer("silence", ANSWER_MS + SILENCE_MS)

    def lead(self):
        # Nobody else ever takes a term of this rank: so a term has one leader, even when the assumptions fail.
        count = len(self.nodes)
        self.hear_of((self.highest // count + 1) * count + self.rank)
        self.term = self.highest
        self.leader = self.id
        self.cancel_timer("silence")
        self.every("heartbeat", HEARTBEAT_MS)
        self.tell_all()
        self.show(role="leader", term=self.term)

    def hear_of(self, term):
        if term > self.highest:
            self.highest = term
            self.save("highest", term)

    # The leader.

    def tell_all(self):
        for node in self.others:
            self.send(node, {"type": "coordinator", "term": self.term})

    def on_coordinator(self, message):
        if message["term"] < self.highest:
            # It does not know what has happened since it led, or came up: it has to choose a later term.
            self.send(message.src, {"type": "outdated", "highest": self.highest})
            return
        self.hear_of(message["term"])
        if not self.is_above(message.src):
            # The one that leads did not hear of this node: it bullies.
            if self.leader is not None:
                self.elect()
            return
        self.leader = message.src
        self.term = message["term"]
        self.cancel_timer("answer")
        self.cancel_timer("heartbeat")
        self.set_timer("silence", SILENCE_MS)
        self.show(role="follower", term=self.term)

    def on_outdated(self, message):
        self.hear_of(message["highest"])
        if self.leader == self.id and self.term < self.highest:
            self.elect()

    def is_above(self, node):
        return self.nodes.index(node) > self.rank

    def on_leader(self, message):
        self.reply(message, {"type": "leader_ok", "leader": self.leader, "term": self.term})


run(Bully)
