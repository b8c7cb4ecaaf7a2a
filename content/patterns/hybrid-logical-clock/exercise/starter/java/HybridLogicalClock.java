// {{contract}}

import java.util.List;
import java.util.function.LongSupplier;

public class HybridLogicalClock {
    /** How a clock is made. A field that is left alone keeps its default. */
    public static class Options {
        public long maxAheadMs = 500;
        public LongSupplier clock = System::currentTimeMillis;
    }

    /** A message is too far ahead of the physical clock. */
    public static class ClockDriftException extends RuntimeException {}

    private final LongSupplier clock;
    // TODO: what the clock must remember between events.

    public HybridLogicalClock(Options options) {
        // TODO: keep the options.
        clock = options.clock;
    }

    public List<Long> now() {
        // TODO: the timestamp of a local event or of a sending.
        throw new UnsupportedOperationException("now is yours to write");
    }

    public List<Long> receive(List<Long> message) {
        // TODO: the timestamp of the receipt of a message.
        throw new UnsupportedOperationException("receive is yours to write");
    }

    public List<Long> latest() {
        // TODO: the latest timestamp that was returned.
        throw new UnsupportedOperationException("latest is yours to write");
    }

    public boolean isBefore(List<Long> a, List<Long> b) {
        // TODO: whether the timestamp a is smaller than b.
        throw new UnsupportedOperationException("isBefore is yours to write");
    }
}
