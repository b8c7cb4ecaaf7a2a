# {{contract}}


class HashRing:
    def __init__(self, virtual_nodes=64, hash=None):
        self._virtual_nodes = virtual_nodes
        self._hash = hash
        # TODO: whatever the ring must remember between calls.

    def add_node(self, node, weight):
        # TODO: put its points on the ring; True if the node is new, else False and the new weight counts.
        raise NotImplementedError("add_node is yours to write")

    def remove_node(self, node):
        # TODO: take the node and all its points away; True if it was there.
        raise NotImplementedError("remove_node is yours to write")

    def owner(self, key):
        # TODO: the node of the first point at or after hash(key); None without nodes.
        raise NotImplementedError("owner is yours to write")

    def owners(self, key, count):
        # TODO: the first different nodes from the key on, the owner first.
        raise NotImplementedError("owners is yours to write")

    def nodes(self):
        # TODO: the nodes on the ring, sorted.
        raise NotImplementedError("nodes is yours to write")
