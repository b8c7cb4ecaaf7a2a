"""Logs to which many append and which many read. Each key has one owner, who alone gives its offsets."""

from compendium_node import Node, run


class KafkaLog(Node):
    def on_start(self):
        #: Of each key its messages; the offset is the place.
        self.logs = {}
        #: The offset that each request of a client was given.
        self.offsets = {}
        self.committed = {key[len("committed ") :]: self.load(key) for key in self.saved_keys("committed ")}
        entries = [self.load(key) for key in self.saved_keys("entry ")]
        for entry in sorted(entries, key=lambda one: one["offset"]):
            self.append(entry)

    def owner(self, key):
        """The same on every node and in every life, which the hash of Python is not."""
        return self.nodes[sum(key.encode()) % len(self.nodes)]

    # Sending.

    def on_send(self, message):
        key = message["key"]
        if self.owner(key) != self.id:
            self.forward(self.owner(key), message)
            return
        request = (message.src, message["msg_id"])
        # What is handed on can arrive twice: the same request has the same offset.
        if request not in self.offsets:
            entry = {"key": key, "offset": len(self.log(key)), "msg": message["msg"], "request": request}
            # On disk before anybody sees it: an offset that was told must hold the same message after a crash.
            self.save(f"entry {key} {entry['offset']}", entry)
            self.append(entry)
        self.reply(message, {"type": "send_ok", "offset": self.offsets[request]})

    def append(self, entry):
        self.log(entry["key"]).append(entry["msg"])
        self.offsets[tuple(entry["request"])] = entry["offset"]

    def log(self, key):
        return self.logs.setdefault(key, [])

    # Requests for several keys go to their owners in parts, and each owner answers for its own.

    def on_parts(self, message):
        parts = self.split(message.body)
        answers = []

        def answered(answer):
            answers.append(answer)
            if len(answers) == len(parts):
                self.finish(message, answers)

        for owner, part in parts.items():
            if owner == self.id:
                answered(self.here(part))
            else:
                self.call(owner, part, answered)

    on_poll = on_commit_offsets = on_list_committed_offsets = on_parts

    def split(self, body):
        if "keys" in body:
            return {
                owner: {"type": body["type"], "keys": [key for key in body["keys"] if self.owner(key) == owner]}
                for owner in sorted({self.owner(key) for key in body["keys"]})
            }
        offsets = body["offsets"]
        return {
            owner: {"type": body["type"], "offsets": {key: offsets[key] for key in offsets if self.owner(key) == owner}}
            for owner in sorted({self.owner(key) for key in offsets})
        }

    def here(self, part):
        if part["type"] == "poll":
            return {"msgs": {key: self.read(key, offset) for key, offset in part["offsets"].items()}}
        if part["type"] == "commit_offsets":
            for key, offset in part["offsets"].items():
                self.commit(key, offset)
            return {}
        return {"offsets": {key: self.committed[key] for key in part["keys"] if key in self.committed}}

    def read(self, key, offset):
        return [[at, msg] for at, msg in enumerate(self.log(key)) if at >= offset]

    def commit(self, key, offset):
        # A commit that was overtaken must not take a later one back.
        if offset > self.committed.get(key, -1):
            self.committed[key] = offset
            self.save(f"committed {key}", offset)

    def finish(self, message, answers):
        is_complete = None not in answers
        if message.type == "poll":
            # Of an owner that cannot be reached there is nothing new, for now.
            msgs = {key: log for answer in answers if answer is not None for key, log in answer["msgs"].items()}
            self.reply(message, {"type": "poll_ok", "msgs": msgs})
        elif not is_complete:
            # 0: nobody knows whether it happened.
            self.error(message, 0, "not every owner answered")
        elif message.type == "commit_offsets":
            self.reply(message, {"type": "commit_offsets_ok"})
        else:
            offsets = {key: offset for answer in answers for key, offset in answer["offsets"].items()}
            self.reply(message, {"type": "list_committed_offsets_ok", "offsets": offsets})


run(KafkaLog)
