"""A key-value store, each key linearizable, by Raft (Ongaro and Ousterhout 2014; figures and sections are of that paper).

Members are changed one at a time, as in chapter 4 of Ongaro's dissertation (2014); "D" stands before its sections.
"""

from compendium_node import Node, run

ELECTION_MS = (300, 600)
HEARTBEAT_MS = 100
SNAPSHOT_AFTER = 200


class Raft(Node):
    def on_start(self):
        # What must outlast a crash (figure 2). Term and vote are saved as one: no crash comes between them.
        self.term, self.voted_for = self.load("vote", [0, None])
        self.snapshot = self.load(
            "snapshot", {"index": 0, "term": 0, "state": {}, "answered": {}, "members": self.nodes}
        )
        #: The members, each time from an index on. The latest count as soon as they are in the log (D 4.1).
        self.configurations = [(self.snapshot["index"], self.snapshot["members"])]
        #: Entries by index. Those up to the snapshot's index are gone.
        self.entries = {}
        self.last = self.snapshot["index"]
        while (entry := self.load(f"entry {self.last + 1}")) is not None:
            self.add(entry)
        # What is found again from the others.
        self.commit = self.applied = self.snapshot["index"]
        self.state = dict(self.snapshot["state"])
        #: The last request of each client that was applied: one that arrives twice counts once (section 8).
        self.answered = dict(self.snapshot["answered"])
        #: The last request of each client that was refused: another copy of it must not be done.
        self.refused = {}
        self.leader = None
        #: When the leader was heard last.
        self.heard = -ELECTION_MS[0]
        self.role = "follower"
        self.wait_for_leader()
        self.show(role=self.role, term=self.term)

    def on_members(self, message):
        """Who the members are before the log begins, told once; without it they are all nodes."""
        self.keep_snapshot({**self.snapshot, "members": message["members"]})
        self.leader = None
        self.become_follower()
        self.reply(message, {"type": "members_ok"})

    @property
    def members(self):
        return self.configurations[-1][1]

    @property
    def is_changing(self):
        return self.configurations[-1][0] > self.commit

    # Roles.

    def become_follower(self):
        # Who did not lead waits on: only a leader that is heard, or a vote that is given, puts an election off (section 5.2).
        if self.role == "leader":
            self.cancel_timer("heartbeat")
            self.wait_for_leader()
        self.role = "follower"
        self.show(role=self.role, term=self.term)

    def wait_for_leader(self):
        # Random, so that votes are seldom split again and again (section 5.2).
        self.set_timer("election", self.random.uniform(*ELECTION_MS))

    def on_timer(self, name):
        if name == "heartbeat":
            self.replicate_all()
        # A node that is removed may still have to lead until that is committed (D 4.2.2).
        elif self.id in self.members or self.is_changing:
            self.become_candidate()
        else:
            self.wait_for_leader()

    def become_candidate(self):
        self.role = "candidate"
        self.leader = None
        self.vote(self.term + 1, self.id)
        self.votes = {self.id}
        self.show(role=self.role, term=self.term)
        self.wait_for_leader()
        for node in self.other_members():
            self.send(
                node,
                {"type": "request_vote", "term": self.term, "last": self.last, "last_term": self.term_at(self.last)},
            )
        self.count_votes()

    def become_leader(self):
        self.role = "leader"
        self.leader = self.id
        self.cancel_timer("election")
        self.next = {node: self.last + 1 for node in self.others}
        self.match = {node: 0 for node in self.others}
        self.show(role=self.role, term=self.term)
        # Entries of earlier terms are committed only along with one of this term (sections 5.4.2 and 8).
        self.append({"term": self.term})
        self.replicate_all()

    def vote(self, term, voted_for):
        self.term = term
        self.voted_for = voted_for
        self.save("vote", [term, voted_for])

    def see_term(self, term):
        """Whoever hears of a later term follows (section 5.1)."""
        if term > self.term:
            self.leader = None
            self.vote(term, None)
            self.become_follower()

    def other_members(self):
        return [node for node in self.members if node != self.id]

    # Elections (section 5.2).

    def on_request_vote(self, message):
        # Who was removed and does not know must not disturb those who hear their leader (D 4.2.3).
        if self.role == "leader" or self.now_ms() - self.heard < ELECTION_MS[0]:
            return
        self.see_term(message["term"])
        is_free = self.voted_for in (None, message.src)
        # The candidate's log must be at least as up to date as mine (section 5.4.1).
        is_up_to_date = (message["last_term"], message["last"]) >= (self.term_at(self.last), self.last)
        granted = message["term"] == self.term and is_free and is_up_to_date
        if granted:
            self.vote(self.term, message.src)
            self.wait_for_leader()
        self.send(message.src, {"type": "vote", "term": self.term, "granted": granted})

    def on_vote(self, message):
        self.see_term(message["term"])
        if self.role == "candidate" and message["term"] == self.term and message["granted"]:
            self.votes.add(message.src)
            self.count_votes()

    def count_votes(self):
        # Whoever asks, and whoever is asked, may be no member (D 4.1): only members count.
        if len(self.votes.intersection(self.members)) > len(self.members) // 2:
            self.become_leader()

    # The log (section 5.3).

    def term_at(self, index):
        return self.snapshot["term"] if index == self.snapshot["index"] else self.entries[index]["term"]

    def append(self, entry):
        self.add(entry)
        self.save(f"entry {self.last}", entry)

    def add(self, entry):
        self.last += 1
        self.entries[self.last] = entry
        if "members" in entry:
            self.configurations.append((self.last, entry["members"]))

    def cut(self, index):
        """Removes this entry and all after it, the last one first: a crash leaves no gap."""
        while self.last >= index:
            self.save(f"entry {self.last}", None)
            del self.entries[self.last]
            self.last -= 1
        # What was changed by them never was.
        while self.configurations[-1][0] > self.last:
            self.configurations.pop()

    def replicate_all(self):
        # Whoever is sent something now needs no heartbeat for a while (section 5.2: "during idle periods").
        self.set_timer("heartbeat", HEARTBEAT_MS)
        for node in self.other_members():
            self.replicate(node)
        self.advance_commit()

    def replicate(self, node):
        before = self.next[node] - 1
        if before < self.snapshot["index"]:
            self.send(node, {"type": "install", "term": self.term, "snapshot": self.snapshot})
            return
        self.send(
            node,
            {
                "type": "append",
                "term": self.term,
                "before": before,
                "before_term": self.term_at(before),
                "entries": [self.entries[index] for index in range(before + 1, self.last + 1)],
                "commit": self.commit,
            },
        )

    def follow(self, message):
        """Whether the message is of the leader of this term; if so, it is followed."""
        self.see_term(message["term"])
        if message["term"] < self.term:
            self.refuse(message)
            return False
        if self.role != "follower":
            self.become_follower()
        self.leader = message.src
        self.heard = self.now_ms()
        self.wait_for_leader()
        return True

    def on_append(self, message):
        if not self.follow(message):
            return
        before = message["before"]
        # Up to its snapshot its log is the leader's: both are committed.
        if before > self.last or (
            before >= self.snapshot["index"] and self.term_at(before) != message["before_term"]
        ):
            self.refuse(message)
            return
        for index, entry in enumerate(message["entries"], before + 1):
            if index <= self.snapshot["index"]:
                continue
            # Only what differs is cut: a message that was overtaken must not take away what came later.
            if index <= self.last and self.term_at(index) != entry["term"]:
                self.cut(index)
            if index > self.last:
                self.append(entry)
        upto = before + len(message["entries"])
        self.commit = max(self.commit, min(message["commit"], upto))
        self.apply()
        self.send(message.src, {"type": "appended", "term": self.term, "upto": upto})

    def refuse(self, message):
        self.send(message.src, {"type": "refused", "term": self.term, "last": self.last})

    def on_appended(self, message):
        self.see_term(message["term"])
        if self.role != "leader" or message["term"] != self.term:
            return
        node = message.src
        self.match[node] = max(self.match[node], message["upto"])
        self.next[node] = max(self.next[node], message["upto"] + 1)
        self.advance_commit()

    def on_refused(self, message):
        self.see_term(message["term"])
        if self.role != "leader" or message["term"] != self.term:
            return
        node = message.src
        # Back by one, or to the end of its log: the end of section 5.3.
        self.next[node] = max(self.match[node] + 1, min(self.next[node] - 1, message["last"] + 1))
        self.replicate(node)

    def advance_commit(self):
        # A leader that is being removed does not count itself (D 4.2.2).
        held = sorted(self.last if node == self.id else self.match[node] for node in self.members)
        by_majority = held[(len(held) - 1) // 2]
        if by_majority > self.commit and self.term_at(by_majority) == self.term:
            self.commit = by_majority
            self.apply()

    def apply(self):
        while self.applied < self.commit:
            self.applied += 1
            entry = self.entries[self.applied]
            if "request" not in entry:
                continue
            reply = self.step(entry["client"], entry["request"])
            if reply is not None and self.role == "leader" and entry["term"] == self.term:
                self.send(entry["client"], {**reply, "in_reply_to": entry["request"]["msg_id"]})
        if self.role == "leader" and self.id not in self.members and not self.is_changing:
            # It has led until it was out (D 4.2.2).
            self.leader = None
            self.become_follower()
        if self.applied - self.snapshot["index"] >= SNAPSHOT_AFTER:
            self.take_snapshot()

    # Snapshots (section 7).

    def take_snapshot(self):
        self.keep_snapshot(
            {
                "index": self.applied,
                "term": self.term_at(self.applied),
                "state": dict(self.state),
                "answered": dict(self.answered),
                "members": [members for index, members in self.configurations if index <= self.applied][-1],
            }
        )

    def keep_snapshot(self, snapshot):
        before = self.snapshot["index"]
        self.snapshot = snapshot
        self.save("snapshot", snapshot)
        later = [one for one in self.configurations if one[0] > snapshot["index"]]
        self.configurations = [(snapshot["index"], snapshot["members"]), *later]
        for index in range(before + 1, snapshot["index"] + 1):
            self.save(f"entry {index}", None)
            self.entries.pop(index, None)
        self.last = max(self.last, snapshot["index"])

    def on_install(self, message):
        if not self.follow(message):
            return
        snapshot = message["snapshot"]
        if snapshot["index"] > self.commit:
            # What follows another entry than the snapshot's last goes first: after a crash it would seem to fit.
            if snapshot["index"] <= self.last and self.term_at(snapshot["index"]) != snapshot["term"]:
                self.cut(snapshot["index"])
            self.keep_snapshot(snapshot)
            self.state = dict(snapshot["state"])
            self.answered = dict(snapshot["answered"])
            self.commit = self.applied = snapshot["index"]
        self.send(message.src, {"type": "appended", "term": self.term, "upto": snapshot["index"]})

    # The state machine.

    def step(self, client, request):
        if request["msg_id"] <= self.answered.get(client, 0):
            return None
        self.answered[client] = request["msg_id"]
        if "node" in request:
            return {"type": f"{request['type']}_ok"}
        key = str(request["key"])
        if request["type"] == "write":
            self.state[key] = request["value"]
            return {"type": "write_ok"}
        if key not in self.state:
            return {"type": "error", "code": 20, "text": "no such key"}
        if request["type"] == "read":
            return {"type": "read_ok", "value": self.state[key]}
        if self.state[key] != request["from"]:
            return {"type": "error", "code": 22, "text": f"it is {self.state[key]}"}
        self.state[key] = request["to"]
        return {"type": "cas_ok"}

    # Clients.

    def on_request(self, message):
        if self.role == "leader":
            self.propose(message.src, message.body)
        elif self.leader is not None:
            self.send(self.leader, {"type": "handed_on", "client": message.src, "request": message.body})
        else:
            self.error(message, 11, "there is no leader")

    on_read = on_write = on_cas = on_add_member = on_remove_member = on_request

    def on_handed_on(self, message):
        # Who does not lead any more must not refuse it: there may be another copy, which was or will be done.
        if self.role == "leader":
            self.propose(message["client"], message["request"])

    def propose(self, client, request):
        if request["msg_id"] <= max(self.answered.get(client, 0), self.refused.get(client, 0)):
            return  # It comes for the second time.
        # Reads go through the log as well: a leader cannot know that it still leads (section 8).
        entry = {"term": self.term, "client": client, "request": request}
        if "node" in request:
            if not self.may_change():
                self.refused[client] = request["msg_id"]
                refusal = {"type": "error", "code": 11, "text": "another change is under way"}
                self.send(client, {**refusal, "in_reply_to": request["msg_id"]})
                return
            others = [node for node in self.members if node != request["node"]]
            is_added = request["type"] == "add_member"
            entry["members"] = [*others, request["node"]] if is_added else others
        self.append(entry)
        self.replicate_all()

    def may_change(self):
        """By one member at a time, so that majorities of before and after have a node in common (D 4.1)."""
        # Nor before an entry of its own term is committed (Ongaro, raft-dev, July 2015).
        return not self.is_changing and self.term_at(self.commit) == self.term

    def on_leader(self, message):
        self.reply(message, {"type": "leader_ok", "leader": self.leader, "term": self.term})


run(Raft)
