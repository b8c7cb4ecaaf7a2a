import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * A lock service that grants leases with growing tokens, and a store that refuses the older ones. Safe for several
 * threads at once.
 */
public class FencingService {
    /** How a service is made. */
    public static class Options {
        public long ttlMs;
        public LongSupplier clock = System::currentTimeMillis;
    }

    /** The store has served a later holder already. */
    public static class StaleTokenException extends RuntimeException {
        public StaleTokenException(String key, long token, long highest) {
            super(key + ": token " + token + " is older than " + highest);
        }
    }

    private final long ttlMs;
    private final LongSupplier clock;
    /** Of each lock the last token, which stays for ever. */
    private final Map<String, Long> tokens = new HashMap<>();
    /** Of each lock when its lease is over; a release ends it at once. */
    private final Map<String, Long> ends = new HashMap<>();
    private final Map<String, String> values = new HashMap<>();
    /** Of each key the highest token seen, which stays for ever. */
    private final Map<String, Long> highest = new HashMap<>();

    public FencingService(Options options) {
        ttlMs = options.ttlMs;
        clock = options.clock;
    }

    public synchronized Optional<Long> acquire(String lock) {
        if (isLeased(lock)) return Optional.empty();
        long token = tokens.merge(lock, 1L, Long::sum);
        ends.put(lock, clock.getAsLong() + ttlMs);
        return Optional.of(token);
    }

    public synchronized boolean renew(String lock, long token) {
        if (!holds(lock, token)) return false;
        ends.put(lock, clock.getAsLong() + ttlMs);
        return true;
    }

    public synchronized boolean release(String lock, long token) {
        if (!holds(lock, token)) return false;
        ends.remove(lock);
        return true;
    }

    public synchronized boolean holds(String lock, long token) {
        return tokens.getOrDefault(lock, 0L) == token && isLeased(lock);
    }

    public synchronized void write(String key, String value, long token) {
        admit(key, token);
        values.put(key, value);
    }

    public synchronized Optional<String> read(String key, long token) {
        admit(key, token);
        return Optional.ofNullable(values.get(key));
    }

    public synchronized void remove(String key, long token) {
        admit(key, token);
        values.remove(key);
    }

    public synchronized Optional<String> peek(String key) {
        return Optional.ofNullable(values.get(key));
    }

    private boolean isLeased(String lock) {
        Long end = ends.get(lock);
        return end != null && clock.getAsLong() < end;
    }

    /** Compares first: whoever is refused must leave no trace. */
    private void admit(String key, long token) {
        long seen = highest.getOrDefault(key, 0L);
        if (token < seen) throw new StaleTokenException(key, token, seen);
        highest.put(key, token);
    }
}
