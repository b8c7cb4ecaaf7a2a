// {{contract}}

import java.util.Map;

public class PNCounter {
    /** How a counter is made. */
    public static class Options {
        public String replica;
    }

    public static class InvalidAmountException extends RuntimeException {}

    private final String replica;
    // TODO: whatever the counter must remember between calls.

    public PNCounter(Options options) {
        this.replica = options.replica;
    }

    public void increment(long amount) {
        // TODO: count up at this replica; refuse a negative amount.
        throw new UnsupportedOperationException("increment is yours to write");
    }

    public void decrement(long amount) {
        // TODO: count down at this replica; refuse a negative amount.
        throw new UnsupportedOperationException("decrement is yours to write");
    }

    public long value() {
        // TODO: what all replicas together have counted, as far as this one knows.
        throw new UnsupportedOperationException("value is yours to write");
    }

    public Map<String, Map<String, Long>> state() {
        // TODO: both counts of each replica, under "increments" and "decrements".
        throw new UnsupportedOperationException("state is yours to write");
    }

    public void merge(Map<String, Map<String, Long>> state) {
        // TODO: take in the state of another replica.
        throw new UnsupportedOperationException("merge is yours to write");
    }
}
