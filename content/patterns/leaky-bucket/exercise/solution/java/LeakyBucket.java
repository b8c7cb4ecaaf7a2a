import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * A leaky bucket that needs no queue and no timer: the generic cell rate algorithm, with waiting. Safe for several
 * threads at once.
 */
public class LeakyBucket {
    /** How a bucket is made. A field that is left alone keeps its default. */
    public static class Options {
        public long intervalMs = 100;
        public int capacity = 0;
        public int burst = 1;
        public LongSupplier clock = System::currentTimeMillis;
    }

    private final long intervalMs;
    private final long longestDelayMs;
    private final long toleranceMs;
    private final LongSupplier clock;
    /** The place of the next request, unless that is in the past. */
    private long nextAtMs;

    public LeakyBucket(Options options) {
        intervalMs = options.intervalMs;
        longestDelayMs = options.capacity * intervalMs;
        toleranceMs = (options.burst - 1) * intervalMs;
        clock = options.clock;
        nextAtMs = clock.getAsLong();
    }

    public synchronized Optional<Long> tryAcquire() {
        long nowMs = clock.getAsLong();
        long delayMs = delayMs(nowMs);
        if (delayMs > longestDelayMs) return Optional.empty();
        nextAtMs = Math.max(nowMs, nextAtMs) + intervalMs;
        return Optional.of(delayMs);
    }

    public synchronized int queued() {
        long nowMs = clock.getAsLong();
        // Those who wait go an interval apart, the last of them an interval before the next place.
        long lastGoesInMs = nextAtMs - intervalMs - toleranceMs - nowMs;
        return (int) Math.max(0, -Math.floorDiv(-lastGoesInMs, intervalMs));
    }

    public synchronized long retryAfterMs() {
        long nowMs = clock.getAsLong();
        return Math.max(0, delayMs(nowMs) - longestDelayMs);
    }

    private long delayMs(long nowMs) {
        return Math.max(0, nextAtMs - toleranceMs - nowMs);
    }
}
