"""Registers that majorities keep: Attiya, Bar-Noy and Dolev (1995), for many writers (Lynch and Shvartsman 1997)."""

from compendium_node import Node, run

RETRY_MS = 150
TRIES = 6
NOTHING = {"tag": [0, ""], "value": None}


class QuorumRegister(Node):
    def on_start(self):
        #: The last number that this node gave to a write: no two writes may have the same tag.
        self.number = self.load("number", 0)

    # Clients: each operation asks a majority twice.

    def on_read(self, message):
        key = str(message["key"])

        def found(copies):
            newest = max(copies, key=lambda copy: copy["tag"])
            if newest["value"] is None:
                self.error(message, 20, "no such key")
                return
            # Whoever reads later must not find less: so a majority has it before it is told.
            self.store(key, newest, lambda: self.reply(message, {"type": "read_ok", "value": newest["value"]}))

        self.query(key, found)

    def on_write(self, message):
        key = str(message["key"])

        def found(copies):
            newest = max(copies, key=lambda copy: copy["tag"])
            self.number = max(self.number, newest["tag"][0]) + 1
            self.save("number", self.number)
            # The name tells apart what two nodes write at the same time.
            written = {"tag": [self.number, self.id], "value": message["value"]}
            self.store(key, written, lambda: self.reply(message, {"type": "write_ok"}))

        self.query(key, found)

    # Majorities.

    def query(self, key, then):
        self.ask_majority({"type": "query", "key": key}, then)

    def store(self, key, copy, then):
        self.ask_majority({"type": "store", "key": key, "copy": copy}, lambda _: then())

    def ask_majority(self, body, then):
        """Asks all nodes, this one too, again and again; calls `then` with their copies once most have answered."""
        copies = {}

        def ask(node, tries_left):
            self.call(node, body, lambda answer: heard(node, answer, tries_left - 1), timeout_ms=RETRY_MS)

        def heard(node, answer, tries_left):
            if self.is_majority(copies):
                return
            if answer is None:
                # Not for ever: by then the client has given up.
                if tries_left > 0:
                    ask(node, tries_left)
                return
            copies[node] = answer.get("copy")
            if self.is_majority(copies):
                then(list(copies.values()))

        for node in self.nodes:
            ask(node, TRIES)

    def is_majority(self, nodes):
        return len(nodes) > len(self.nodes) // 2

    # Copies.

    def on_query(self, message):
        self.reply(message, {"type": "query_ok", "copy": self.copy(message["key"])})

    def on_store(self, message):
        # Messages overtake each other: only what is newer counts.
        if message["copy"]["tag"] > self.copy(message["key"])["tag"]:
            self.save(f"copy {message['key']}", message["copy"])
        self.reply(message, {"type": "store_ok"})

    def copy(self, key):
        return self.load(f"copy {key}", NOTHING)


run(QuorumRegister)
