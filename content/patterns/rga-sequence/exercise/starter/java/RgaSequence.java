// {{contract}}

import java.util.List;

public class RgaSequence {
    /** How a sequence is made. */
    public static class Options {
        public String replica;
    }

    /** This replica has never heard of an element of that id. */
    public static class UnknownElementException extends RuntimeException {
        public UnknownElementException(String id) {
            super("there is no element " + id);
        }
    }

    private final String replica;
    // TODO: whatever the sequence must remember between calls.

    public RgaSequence(Options options) {
        this.replica = options.replica;
    }

    public String insertAfter(String reference, String value) {
        // TODO: insert after the element of that id (null: at the beginning), and return the id of the new one.
        throw new UnsupportedOperationException("insertAfter is yours to write");
    }

    public boolean delete(String id) {
        // TODO: delete the element; true if it was there.
        throw new UnsupportedOperationException("delete is yours to write");
    }

    public List<String> values() {
        // TODO: the values, in order.
        throw new UnsupportedOperationException("values is yours to write");
    }

    public List<String> ids() {
        // TODO: the ids, in order.
        throw new UnsupportedOperationException("ids is yours to write");
    }

    public void merge(RgaSequence other) {
        // TODO: take in what the other knows.
        throw new UnsupportedOperationException("merge is yours to write");
    }
}
