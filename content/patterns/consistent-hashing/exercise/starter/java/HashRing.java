// {{contract}}

import java.util.List;
import java.util.Optional;
import java.util.function.ToLongFunction;

public class HashRing {
    /** How a ring is made. A field that is left alone keeps its default. */
    public static class Options {
        public int virtualNodes = 64;
        public ToLongFunction<String> hash;
    }

    private final ToLongFunction<String> hash;
    // TODO: whatever the ring must remember between calls.

    public HashRing(Options options) {
        // TODO: keep the options.
        this.hash = options.hash;
    }

    public boolean addNode(String node, int weight) {
        // TODO: put its points on the ring; true if the node is new, else false and the new weight counts.
        throw new UnsupportedOperationException("addNode is yours to write");
    }

    public boolean removeNode(String node) {
        // TODO: take the node and all its points away; true if it was there.
        throw new UnsupportedOperationException("removeNode is yours to write");
    }

    public Optional<String> owner(String key) {
        // TODO: the node of the first point at or after hash(key); empty without nodes.
        throw new UnsupportedOperationException("owner is yours to write");
    }

    public List<String> owners(String key, int count) {
        // TODO: the first different nodes from the key on, the owner first.
        throw new UnsupportedOperationException("owners is yours to write");
    }

    public List<String> nodes() {
        // TODO: the nodes on the ring, sorted.
        throw new UnsupportedOperationException("nodes is yours to write");
    }
}
