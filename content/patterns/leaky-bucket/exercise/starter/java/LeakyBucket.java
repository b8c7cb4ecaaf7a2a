// {{contract}}

import java.util.Optional;
import java.util.function.LongSupplier;

public class LeakyBucket {
    /** How a bucket is made. A field that is left alone keeps its default. */
    public static class Options {
        public long intervalMs = 100;
        public int capacity = 0;
        public int burst = 1;
        public LongSupplier clock = System::currentTimeMillis;
    }

    private final LongSupplier clock;
    // TODO: whatever the bucket must remember between calls.

    public LeakyBucket(Options options) {
        // TODO: keep the options.
        this.clock = options.clock;
    }

    public Optional<Long> tryAcquire() {
        // TODO: milliseconds after which the request goes; empty when it is refused.
        throw new UnsupportedOperationException("tryAcquire is yours to write");
    }

    public int queued() {
        // TODO: how many requests are waiting.
        throw new UnsupportedOperationException("queued is yours to write");
    }

    public long retryAfterMs() {
        // TODO: milliseconds until tryAcquire would take a request in; 0 when it would now.
        throw new UnsupportedOperationException("retryAfterMs is yours to write");
    }
}
