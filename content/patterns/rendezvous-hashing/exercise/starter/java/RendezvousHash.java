// {{contract}}

import java.util.List;
import java.util.Optional;
import java.util.function.ToLongFunction;

public class RendezvousHash {
    /** How it is made. A field that is left alone keeps its default. */
    public static class Options {
        public ToLongFunction<String> hash;
    }

    private final ToLongFunction<String> hash;
    // TODO: whatever it must remember between calls.

    public RendezvousHash(Options options) {
        // TODO: keep the options.
        this.hash = options.hash;
    }

    public boolean addNode(String node, int weight) {
        // TODO: add it; true if the node is new, else false and the new weight counts.
        throw new UnsupportedOperationException("addNode is yours to write");
    }

    public boolean removeNode(String node) {
        // TODO: take the node away; true if it was there.
        throw new UnsupportedOperationException("removeNode is yours to write");
    }

    public Optional<String> owner(String key) {
        // TODO: the node with the highest score for the key; empty without nodes.
        throw new UnsupportedOperationException("owner is yours to write");
    }

    public List<String> owners(String key, int count) {
        // TODO: the nodes with the highest scores, the owner first.
        throw new UnsupportedOperationException("owners is yours to write");
    }

    public List<String> nodes() {
        // TODO: the nodes that are there, sorted.
        throw new UnsupportedOperationException("nodes is yours to write");
    }
}
