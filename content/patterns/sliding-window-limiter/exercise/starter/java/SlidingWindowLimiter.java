// {{contract}}

import java.util.List;
import java.util.function.LongSupplier;

public class SlidingWindowLimiter {
    /** How a limiter is made. A field that is left alone keeps its default. */
    public static class Options {
        public int limit = 10;
        public long windowMs = 1000;
        public LongSupplier clock = System::currentTimeMillis;
    }

    private final LongSupplier clock;
    // TODO: whatever the limiter must remember between calls.

    public SlidingWindowLimiter(Options options) {
        // TODO: keep the options.
        this.clock = options.clock;
    }

    public boolean tryAcquire(String key) {
        // TODO: true, and log the request, if fewer than `limit` of this key count; else false.
        throw new UnsupportedOperationException("tryAcquire is yours to write");
    }

    public int remaining(String key) {
        // TODO: how many requests of the key would be let through now.
        throw new UnsupportedOperationException("remaining is yours to write");
    }

    public long retryAfterMs(String key) {
        // TODO: milliseconds until tryAcquire(key) would succeed; 0 when it would now.
        throw new UnsupportedOperationException("retryAfterMs is yours to write");
    }

    public List<String> keys() {
        // TODO: the keys of which a request counts, sorted.
        throw new UnsupportedOperationException("keys is yours to write");
    }
}
