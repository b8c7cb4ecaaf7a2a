# {{contract}}


class RendezvousHash:
    def __init__(self, hash=None):
        self._hash = hash
        # TODO: whatever it must remember between calls.

    def add_node(self, node, weight):
        # TODO: add it; True if the node is new, else False and the new weight counts.
        raise NotImplementedError("add_node is yours to write")

    def remove_node(self, node):
        # TODO: take the node away; True if it was there.
        raise NotImplementedError("remove_node is yours to write")

    def owner(self, key):
        # TODO: the node with the highest score for the key; None without nodes.
        raise NotImplementedError("owner is yours to write")

    def owners(self, key, count):
        # TODO: the nodes with the highest scores, the owner first.
        raise NotImplementedError("owners is yours to write")

    def nodes(self):
        # TODO: the nodes that are there, sorted.
        raise NotImplementedError("nodes is yours to write")
