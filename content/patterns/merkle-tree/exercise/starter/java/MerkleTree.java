// {{contract}}

import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;

public class MerkleTree {
    /** How a tree is made. The number of buckets is a power of two. */
    public static class Options {
        public int buckets = 16;
        public ToLongFunction<String> hash;
    }

    /** The other tree has another number of buckets. */
    public static class IncompatibleTreeException extends RuntimeException {}

    private final ToLongFunction<String> hash;
    // TODO: whatever the tree must remember between calls.

    public MerkleTree(Options options) {
        // TODO: keep the options.
        this.hash = options.hash;
    }

    public void put(String key, String value) {
        // TODO: set the value of the key.
        throw new UnsupportedOperationException("put is yours to write");
    }

    public boolean remove(String key) {
        // TODO: take the key away; true if it was there.
        throw new UnsupportedOperationException("remove is yours to write");
    }

    public long root() {
        // TODO: the hash at the top.
        throw new UnsupportedOperationException("root is yours to write");
    }

    public List<String> diff(MerkleTree other) {
        // TODO: the keys that differ, sorted.
        throw new UnsupportedOperationException("diff is yours to write");
    }

    public int compared() {
        // TODO: how many pairs of hashes the latest diff has compared.
        throw new UnsupportedOperationException("compared is yours to write");
    }

    public Map<String, String> entries(String key) {
        // TODO: all of the key's bucket.
        throw new UnsupportedOperationException("entries is yours to write");
    }

    public List<Long> proof(String key) {
        // TODO: the neighbours' hashes on the way up from the key's bucket.
        throw new UnsupportedOperationException("proof is yours to write");
    }

    public boolean verify(String key, Map<String, String> entries, List<Long> proof, long root) {
        // TODO: whether these entries and this proof lead to this root.
        throw new UnsupportedOperationException("verify is yours to write");
    }
}
