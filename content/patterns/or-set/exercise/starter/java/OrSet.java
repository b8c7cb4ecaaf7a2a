// {{contract}}

import java.util.List;

public class OrSet {
    /** How a set is made. */
    public static class Options {
        public String replica;
    }

    private final String replica;
    // TODO: whatever the set must remember between calls.

    public OrSet(Options options) {
        this.replica = options.replica;
    }

    public void add(String element) {
        // TODO: add the element; this is an add of its own.
        throw new UnsupportedOperationException("add is yours to write");
    }

    public boolean remove(String element) {
        // TODO: take out what was seen of it; true if it was there.
        throw new UnsupportedOperationException("remove is yours to write");
    }

    public boolean contains(String element) {
        // TODO: whether the element is in the set.
        throw new UnsupportedOperationException("contains is yours to write");
    }

    public List<String> elements() {
        // TODO: the elements, sorted.
        throw new UnsupportedOperationException("elements is yours to write");
    }

    public void merge(OrSet other) {
        // TODO: take in all that the other knows.
        throw new UnsupportedOperationException("merge is yours to write");
    }
}
