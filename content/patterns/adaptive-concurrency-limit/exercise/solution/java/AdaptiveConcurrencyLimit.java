import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * A limit of requests in flight that finds its own value: additive increase, multiplicative decrease. Safe for several threads at
 * once.
 */
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

    /** The permit is not held. */
    public static class UnknownPermitException extends RuntimeException {
        public UnknownPermitException(long permit) {
            super("permit " + permit + " is not held");
        }
    }

    private final Options options;
    private int limit;
    /** Successes that have counted since the limit last changed. */
    private int counted;
    /** When each permit that is held was given. */
    private final Map<Long, Long> held = new HashMap<>();
    private long lastPermit;
    /** Requests up to this one were admitted under an older, larger limit. */
    private long outdated;

    public AdaptiveConcurrencyLimit(Options options) {
        this.options = options;
        limit = options.initialLimit;
    }

    public synchronized Optional<Long> tryAcquire() {
        if (held.size() >= limit) return Optional.empty();
        lastPermit++;
        held.put(lastPermit, options.clock.getAsLong());
        return Optional.of(lastPermit);
    }

    public synchronized void release(long permit, String outcome) {
        boolean isUsed = held.size() * 2 >= limit;
        Long admittedAtMs = held.remove(permit);
        if (admittedAtMs == null) throw new UnknownPermitException(permit);
        long latencyMs = options.clock.getAsLong() - admittedAtMs;
        if (outcome.equals("ignored") || permit <= outdated) return;
        if (outcome.equals("dropped") || latencyMs > options.maxLatencyMs) {
            shrink();
        } else if (isUsed) {
            count();
        }
    }

    public synchronized int limit() {
        return limit;
    }

    public synchronized int inFlight() {
        return held.size();
    }

    private void shrink() {
        limit = Math.max(options.minLimit, limit * options.backoffPercent / 100);
        counted = 0;
        outdated = lastPermit;
    }

    private void count() {
        counted++;
        if (counted < limit) return;
        limit = Math.min(options.maxLimit, limit + 1);
        counted = 0;
    }
}
