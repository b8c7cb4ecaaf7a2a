// {{contract}}

import java.util.Optional;
import java.util.function.LongSupplier;

public class AdaptiveConcurrencyLimit {
    /** How a limiter is made. A field that is left alone keeps its default. */
    public static class Options {
        public int initialLimit = 20;
        public int minLimit = 1;
        public int maxLimit = 200;
        public int backoffPercent = 90;
        public long maxLatencyMs = 5000;
        public LongSupplier clock = System::currentTimeMillis;
    }

    public static class UnknownPermitException extends RuntimeException {}

    private final LongSupplier clock;
    // TODO: whatever the limiter must remember between calls.

    public AdaptiveConcurrencyLimit(Options options) {
        // TODO: keep the options.
        this.clock = options.clock;
    }

    public Optional<Long> tryAcquire() {
        // TODO: the number of a permit, or empty when the request is refused.
        throw new UnsupportedOperationException("tryAcquire is yours to write");
    }

    public void release(long permit, String outcome) {
        // TODO: free the place, and let the limit grow or shrink; throw UnknownPermitException if the permit is not held.
        throw new UnsupportedOperationException("release is yours to write");
    }

    public int limit() {
        // TODO: how many requests may be in flight now.
        throw new UnsupportedOperationException("limit is yours to write");
    }

    public int inFlight() {
        // TODO: how many permits are held.
        throw new UnsupportedOperationException("inFlight is yours to write");
    }
}
