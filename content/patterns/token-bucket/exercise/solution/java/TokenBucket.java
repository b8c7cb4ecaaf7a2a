import java.util.Optional;
import java.util.function.LongSupplier;

/** A token bucket that is filled when it is asked, not by a timer. Safe for several threads at once. */
public class TokenBucket {
    /** How a bucket is made. A field that is left alone keeps its default. */
    public static class Options {
        public int capacity = 10;
        public double refillPerSecond = 5;
        public LongSupplier clock = System::currentTimeMillis;
    }

    private final int capacity;
    private final double refillPerSecond;
    private final LongSupplier clock;
    private double tokens;
    private long updatedAtMs;

    public TokenBucket(Options options) {
        capacity = options.capacity;
        refillPerSecond = options.refillPerSecond;
        clock = options.clock;
        tokens = capacity;
        updatedAtMs = clock.getAsLong();
    }

    public synchronized boolean tryAcquire(int tokens) {
        refill();
        if (this.tokens < tokens) return false;
        this.tokens -= tokens;
        return true;
    }

    public synchronized int available() {
        refill();
        return (int) tokens;
    }

    public synchronized Optional<Long> retryAfterMs(int tokens) {
        if (tokens > capacity) return Optional.empty();
        refill();
        double missing = Math.max(0, tokens - this.tokens);
        return Optional.of((long) Math.ceil(missing * 1000 / refillPerSecond));
    }

    /** Adds what has come in since the last time, fractions of a token included. */
    private void refill() {
        long nowMs = clock.getAsLong();
        double added = (nowMs - updatedAtMs) * refillPerSecond / 1000;
        tokens = Math.min(capacity, tokens + added);
        updatedAtMs = nowMs;
    }
}
