// {{contract}}

import java.util.Optional;
import java.util.function.LongSupplier;

public class TokenBucket {
    /** How a bucket is made. A field that is left alone keeps its default. */
    public static class Options {
        public int capacity = 10;
        public double refillPerSecond = 5;
        public LongSupplier clock = System::currentTimeMillis;
    }

    private final LongSupplier clock;
    // TODO: whatever the bucket must remember between calls.

    public TokenBucket(Options options) {
        // TODO: keep the options.
        this.clock = options.clock;
    }

    public boolean tryAcquire(int tokens) {
        // TODO: true, and take the tokens out, if there are enough; else false.
        throw new UnsupportedOperationException("tryAcquire is yours to write");
    }

    public int available() {
        // TODO: how many whole tokens there are now.
        throw new UnsupportedOperationException("available is yours to write");
    }

    public Optional<Long> retryAfterMs(int tokens) {
        // TODO: milliseconds until tryAcquire(tokens) would succeed; empty when it never will.
        throw new UnsupportedOperationException("retryAfterMs is yours to write");
    }
}
