"""Transactions over many keys, strictly serializable: values that never change, and one root that says which ones count."""

from collections import deque

from compendium_node import Node, run

STORE = "lin-kv"
ROOT = "root"
#: `versions` has the name under which the value of each key lies; `done` the last attempt of each node that succeeded.
EMPTY = {"versions": {}, "done": {}}


class MultiKey(Node):
    def on_start(self):
        # Names must differ from those of earlier lives.
        self.life = self.load("life", 0) + 1
        self.save("life", self.life)
        self.count = 0
        #: The first is being dealt with. One at a time, so that `done` need not remember more than one attempt.
        self.queue = deque()
        #: Values by their names. What lies under a name never changes, so it is never stale.
        self.values = {}

    def on_txn(self, message):
        self.queue.append(message)
        if len(self.queue) == 1:
            self.begin()

    def begin(self):
        #: What each attempt at this transaction answers, if it was the one that succeeded.
        self.attempts = {}
        self.look()

    def look(self):
        self.ask_all([{"type": "read", "key": ROOT}], lambda replies: self.on_root(replies[0]))

    def on_root(self, reply):
        # The only error of a read is that there is no such key.
        root = EMPTY if reply.type == "error" else reply["value"]
        done = root["done"].get(self.id)
        if done in self.attempts:
            self.finish(self.attempts[done])
            return
        keys = {str(key) for _, key, _ in self.queue[0]["txn"]}
        names = sorted(root["versions"][key] for key in keys if key in root["versions"])
        unknown = [name for name in names if name not in self.values]

        def answered(replies):
            self.values.update(zip(unknown, (reply["value"] for reply in replies)))
            self.attempt(root)

        self.ask_all([{"type": "read", "key": name} for name in unknown], answered)

    def attempt(self, root):
        now = {key: self.values[name] for key, name in root["versions"].items() if name in self.values}
        written, result = apply(now, self.queue[0]["txn"])
        if not written:
            # The read of the root is the moment at which it happened: what it names never changes.
            self.finish(result)
            return
        attempt = self.new_name()
        self.attempts[attempt] = result
        versions = {key: self.new_name() for key in written}
        self.values.update((versions[key], value) for key, value in written.items())
        changed = {"versions": {**root["versions"], **versions}, "done": {**root["done"], self.id: attempt}}
        values = [{"type": "write", "key": versions[key], "value": value} for key, value in written.items()]
        # First the values, then the root that names them: whoever sees the name finds the value.
        self.ask_all(values, lambda _: self.swap(root, changed, result))

    def swap(self, root, changed, result):
        def answered(reply):
            if reply is not None and reply.type == "cas_ok":
                self.finish(result)
            else:
                # Somebody was quicker. Or it was done, and the answer was lost; or a second copy of the request
                # found it done. Only the root can tell.
                self.look()

        request = {"type": "cas", "key": ROOT, "from": root, "to": changed, "create_if_not_exists": True}
        self.call(STORE, request, answered)

    def finish(self, result):
        self.reply(self.queue.popleft(), {"type": "txn_ok", "txn": result})
        if self.queue:
            self.begin()

    def new_name(self):
        self.count += 1
        return f"{self.id}-{self.life}-{self.count}"

    def ask_all(self, requests, then):
        """Asks until each is answered: to read again, or to write the same value again, harms nobody."""
        replies = {}

        def ask(at):
            def answered(reply):
                if reply is None:
                    ask(at)
                    return
                replies[at] = reply
                if len(replies) == len(requests):
                    then([replies[one] for one in range(len(requests))])

            self.call(STORE, requests[at], answered)

        for at in range(len(requests)):
            ask(at)
        if not requests:
            then([])


def apply(now, txn):
    """The values that a transaction writes, and what it answers. Changes nothing."""
    now = dict(now)
    written = {}
    result = []
    for f, key, value in txn:
        name = str(key)
        if f == "r":
            result.append([f, key, now.get(name)])
            continue
        # A new list: one that was read above must not grow.
        now[name] = [*now.get(name, []), value] if f == "append" else value
        written[name] = now[name]
        result.append([f, key, value])
    return written, result


run(MultiKey)
