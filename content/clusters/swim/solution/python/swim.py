"""Membership by SWIM (Das, Gupta and Motivala 2002): who is alive, found by pings and spread along with them."""

from compendium_node import Node, run

PERIOD_MS = 200
PING_MS = 60
SUSPICION_MS = 1000
HELPERS = 2

ALIVE, SUSPECT, DEAD = 0, 1, 2


class Swim(Node):
    def on_start(self):
        # A new life outdoes what was said of the one before (section 4.2).
        incarnation = self.load("incarnation", -1) + 1
        self.save("incarnation", incarnation)
        #: Of each node its incarnation and what is believed of it: the larger pair holds.
        self.members = {node: [0, ALIVE] for node in self.nodes}
        self.members[self.id] = [incarnation, ALIVE]
        #: Whom to ping before anybody is pinged again (section 4.3).
        self.round = []
        self.target = None
        self.set_timer("period", self.random.uniform(0, PERIOD_MS))

    def on_timer(self, name):
        if name == "period":
            self.end_period()
            self.begin_period()
        elif name == "no ack":
            self.ask_helpers()
        elif name.startswith("suspect "):
            self.end_suspicion(name[len("suspect ") :])

    # Failure detection (section 3.1).

    def begin_period(self):
        self.set_timer("period", PERIOD_MS)
        if not self.round:
            # Those that are thought dead as well: it may have been the network.
            self.round = self.others
            self.random.shuffle(self.round)
        if not self.round:
            return
        self.target = self.round.pop()
        self.say(self.target, {"type": "ping", "asked_by": self.id})
        self.set_timer("no ack", PING_MS)

    def ask_helpers(self):
        """The way to the target may be what is broken: others try theirs."""
        helpers = [node for node in self.others if node != self.target]
        for node in self.random.sample(helpers, min(HELPERS, len(helpers))):
            self.say(node, {"type": "ping_req", "target": self.target})

    def end_period(self):
        if self.target is not None:
            incarnation, state = self.members[self.target]
            if state == ALIVE:
                self.believe(self.target, incarnation, SUSPECT)
        self.target = None

    def end_suspicion(self, node):
        incarnation, state = self.members[node]
        if state == SUSPECT:
            self.believe(node, incarnation, DEAD)

    def on_ping(self, message):
        self.hear(message)
        self.say(message.src, {"type": "ack", "of": self.id, "asked_by": message["asked_by"]})

    def on_ping_req(self, message):
        self.hear(message)
        self.say(message["target"], {"type": "ping", "asked_by": message.src})

    def on_ack(self, message):
        self.hear(message)
        if message["asked_by"] != self.id:
            # It was asked for another.
            self.say(message["asked_by"], {"type": "ack", "of": message["of"], "asked_by": message["asked_by"]})
        elif message["of"] == self.target:
            self.target = None
            self.cancel_timer("no ack")

    # Dissemination (section 3.2): along with every message goes what is known. The group is small; in a large one only
    # what is new goes along.

    def say(self, node, body):
        self.send(node, {**body, "members": self.members})

    def hear(self, message):
        for node, (incarnation, state) in message["members"].items():
            self.believe(node, incarnation, state)

    def believe(self, node, incarnation, state):
        if [incarnation, state] <= self.members[node]:
            return
        if node == self.id:
            # It is not so: only the node itself may raise its incarnation (section 4.2).
            if state != ALIVE:
                self.members[node] = [incarnation + 1, ALIVE]
                self.save("incarnation", incarnation + 1)
            return
        self.members[node] = [incarnation, state]
        if state == SUSPECT:
            # It has time to say that it is not so.
            self.set_timer(f"suspect {node}", SUSPICION_MS)
        else:
            self.cancel_timer(f"suspect {node}")

    def on_members(self, message):
        alive = [node for node, (_, state) in self.members.items() if state != DEAD]
        self.reply(message, {"type": "members_ok", "alive": alive})


run(Swim)
