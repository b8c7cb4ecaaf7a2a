# {{contract}}


class IncompatibleTreeError(ValueError):
    pass


class MerkleTree:
    def __init__(self, buckets=16, *, hash):
        self._hash = hash
        # TODO: whatever the tree must remember between calls.

    def put(self, key, value):
        # TODO: set the value of the key.
        raise NotImplementedError("put is yours to write")

    def remove(self, key):
        # TODO: take the key away; True if it was there.
        raise NotImplementedError("remove is yours to write")

    def root(self):
        # TODO: the hash at the top.
        raise NotImplementedError("root is yours to write")

    def diff(self, other):
        # TODO: a sorted list of the keys that differ.
        raise NotImplementedError("diff is yours to write")

    def compared(self):
        # TODO: how many pairs of hashes the latest diff has compared.
        raise NotImplementedError("compared is yours to write")

    def entries(self, key):
        # TODO: a dict with all of the key's bucket.
        raise NotImplementedError("entries is yours to write")

    def proof(self, key):
        # TODO: a list of the neighbours' hashes on the way up from the key's bucket.
        raise NotImplementedError("proof is yours to write")

    def verify(self, key, entries, proof, root):
        # TODO: whether these entries and this proof lead to this root.
        raise NotImplementedError("verify is yours to write")
