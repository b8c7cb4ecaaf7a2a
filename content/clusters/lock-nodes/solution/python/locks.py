"""Locks with leases and fencing tokens, kept in a linearizable store (Burrows 2006, section 2.4; Kleppmann 2016)."""

from compendium_node import Node, run

STORE = "lin-kv"
TIMEOUT_MS = 300
FREE = {"owner": None, "token": 0, "lease_ms": 0}


class Locks(Node):
    def on_start(self):
        #: For each lock the token that this node saw last, and when it saw that one first.
        self.seen = {}

    def on_acquire(self, message):
        key = f"lock {message['lock']}"

        def found(lock):
            now = lock or FREE
            if now["owner"] == message["owner"]:
                # Granted before, by a request whose answer was overtaken.
                granted(now["token"])
                return
            if now["owner"] is not None and not self.is_over(key, now):
                self.error(message, 11, f"{now['owner']} holds it")
                return
            taken = {"owner": message["owner"], "token": now["token"] + 1, "lease_ms": message["lease_ms"]}
            # Of two that found it free only one may have it: the store decides.
            self.replace(message, key, lock, taken, lambda: granted(taken["token"]), again)

        def granted(token):
            self.reply(message, {"type": "acquire_ok", "token": token})

        def again():
            self.find(message, key, found)

        again()

    def is_over(self, key, lock):
        """
        Clocks of nodes cannot be compared, but time that passes here can be measured: a lock that has been the same for
        as long as its lease, from when this node saw it first, was granted longer ago than that.
        """
        token, since_ms = self.seen.get(key, (None, 0))
        if token != lock["token"]:
            self.seen[key] = (lock["token"], self.now_ms())
            return False
        return self.now_ms() - since_ms > lock["lease_ms"]

    def on_release(self, message):
        key = f"lock {message['lock']}"

        def found(lock):
            # The token, too: who lost the lock must not release it for the one who has it now.
            if lock is None or (lock["owner"], lock["token"]) != (message["owner"], message["token"]):
                refused()
                return
            # The token stays, so that the next one is larger.
            free = {**FREE, "token": lock["token"]}
            self.replace(message, key, lock, free, lambda: self.reply(message, {"type": "release_ok"}), refused)

        def refused():
            self.error(message, 22, "it is not yours")

        self.find(message, key, found)

    def on_write(self, message):
        """The resource guards itself: a holder cannot know whether its lease is over."""
        key = f"resource {message['lock']}"

        def found(resource):
            if resource is not None and message["token"] < resource["token"]:
                self.error(message, 22, f"token {resource['token']} has been here")
                return
            written = {"token": message["token"], "value": message["value"]}
            self.replace(message, key, resource, written, done, again)

        def done():
            self.reply(message, {"type": "write_ok"})

        def again():
            self.find(message, key, found)

        again()

    # The store.

    def find(self, message, key, then):
        """Calls `then` with what the store has under the key, or None."""

        def answered(reply):
            if reply is None:
                self.error(message, 11, "the store does not answer")
            elif reply.type == "read_ok":
                then(reply["value"])
            else:
                then(None)

        self.call(STORE, {"type": "read", "key": key}, answered, timeout_ms=TIMEOUT_MS)

    def replace(self, message, key, before, after, done, changed):
        """Puts `after` in place of `before`; `changed` when something else is there."""

        def answered(reply):
            if reply is None:
                # It may have been done, or may still be: nobody knows.
                self.error(message, 0, "the store does not answer")
            elif reply.type == "cas_ok":
                done()
            else:
                changed()

        body = {"type": "cas", "key": key, "from": before, "to": after, "create_if_not_exists": before is None}
        self.call(STORE, body, answered, timeout_ms=TIMEOUT_MS)


run(Locks)
