// {{contract}}

import java.util.function.LongSupplier;

public class IdGenerator {
    /** How a generator is made. A field that is left alone keeps its default. */
    public static class Options {
        public int node;
        public long epochMs = 1735689600000L;
        public int nodeBits = 10;
        public int sequenceBits = 12;
        public LongSupplier clock = System::currentTimeMillis;
    }

    public static class ClockMovedBackException extends RuntimeException {}

    public static class OutOfRangeException extends RuntimeException {}

    private final LongSupplier clock;
    // TODO: whatever the generator must remember between calls.

    public IdGenerator(Options options) {
        // TODO: keep the options.
        this.clock = options.clock;
    }

    public long nextId() {
        // TODO: a new id; ClockMovedBackException or OutOfRangeException when there is none.
        throw new UnsupportedOperationException("nextId is yours to write");
    }

    public long timestampOf(long id) {
        // TODO: the time in the id, in milliseconds since 1970.
        throw new UnsupportedOperationException("timestampOf is yours to write");
    }

    public long nodeOf(long id) {
        // TODO: the number of the node that gave the id.
        throw new UnsupportedOperationException("nodeOf is yours to write");
    }

    public long sequenceOf(long id) {
        // TODO: the sequence number in the id.
        throw new UnsupportedOperationException("sequenceOf is yours to write");
    }
}
