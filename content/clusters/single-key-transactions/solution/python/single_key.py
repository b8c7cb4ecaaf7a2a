"""Transactions over lists, strictly serializable, by one compare-and-set on one key that holds the whole database."""

from collections import deque

from compendium_node import Node, run

STORE = "lin-kv"
KEY = "database"
#: `done` tells of each node which attempt of it was the last to succeed.
EMPTY = {"lists": {}, "done": {}}


class SingleKey(Node):
    def on_start(self):
        # Names of attempts must differ from those of earlier lives.
        self.life = self.load("life", 0) + 1
        self.save("life", self.life)
        self.count = 0
        #: The first is being dealt with. One at a time, so that `done` need not remember more than one attempt.
        self.queue = deque()

    def on_txn(self, message):
        self.queue.append(message)
        if len(self.queue) == 1:
            self.begin()

    def begin(self):
        #: What each attempt at this transaction answers, if it was the one that succeeded.
        self.attempts = {}
        self.look()

    def look(self):
        self.call(STORE, {"type": "read", "key": KEY}, self.on_database)

    def on_database(self, reply):
        if reply is None:
            self.look()
            return
        # The only error of a read is that there is no such key.
        database = EMPTY if reply.type == "error" else reply["value"]
        done = database["done"].get(self.id)
        if done in self.attempts:
            self.finish(self.attempts[done])
            return
        lists, result = apply(database["lists"], self.queue[0]["txn"])
        if lists == database["lists"]:
            # Nothing to write: the read of a linearizable store is the moment at which it happened.
            self.finish(result)
            return
        self.swap(database, lists, result)

    def swap(self, database, lists, result):
        self.count += 1
        attempt = f"{self.life}-{self.count}"
        self.attempts[attempt] = result
        changed = {"lists": lists, "done": {**database["done"], self.id: attempt}}

        def answered(reply):
            if reply is not None and reply.type == "cas_ok":
                self.finish(result)
            else:
                # Somebody was quicker. Or it was done, and the answer was lost; or a second copy of the request
                # found it done. Only the database can tell.
                self.look()

        request = {"type": "cas", "key": KEY, "from": database, "to": changed, "create_if_not_exists": True}
        self.call(STORE, request, answered)

    def finish(self, result):
        self.reply(self.queue.popleft(), {"type": "txn_ok", "txn": result})
        if self.queue:
            self.begin()


def apply(lists, txn):
    """The lists after a transaction, and what it answers. Changes neither."""
    lists = dict(lists)
    result = []
    for f, key, value in txn:
        name = str(key)
        if f == "r":
            result.append([f, key, lists.get(name)])
        else:
            # A new list: one that was read above must not grow.
            lists[name] = [*lists.get(name, []), value]
            result.append([f, key, value])
    return lists, result


run(SingleKey)
