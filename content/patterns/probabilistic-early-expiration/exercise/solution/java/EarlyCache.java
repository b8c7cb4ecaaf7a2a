import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;

/**
 * A cache that recomputes a value before it expires, by a draw at each reading (XFetch). Safe for several threads at
 * once; two that decide to load the same key both load it.
 */
public class EarlyCache {
    /** How a cache is made. A field that is left alone keeps its default. */
    public static class Options {
        public long ttlMs = 60_000;
        public long negativeTtlMs = 5_000;
        public double beta = 1;
        public LongSupplier clock = () -> System.nanoTime() / 1_000_000;
        public DoubleSupplier random = () -> ThreadLocalRandom.current().nextDouble();
    }

    /** Loads the value of a key; null when there is no such thing. */
    public interface Loader<T> {
        T load(String key) throws Exception;
    }

    private static class Entry {
        final Optional<Object> value;
        final long deltaMs;
        final long expiresMs;

        Entry(Object value, long deltaMs, long expiresMs) {
            this.value = Optional.ofNullable(value);
            this.deltaMs = deltaMs;
            this.expiresMs = expiresMs;
        }
    }

    private final Options options;
    private final Map<String, Entry> entries = new ConcurrentHashMap<>();

    public EarlyCache(Options options) {
        this.options = options;
    }

    @SuppressWarnings("unchecked")
    public <T> T get(String key, Loader<T> load) throws Exception {
        Entry entry = entries.get(key);
        long nowMs = options.clock.getAsLong();
        if (entry == null || nowMs >= entry.expiresMs) return load(key, load);
        if (isEarly(entry, nowMs)) {
            try {
                return load(key, load);
            } catch (Exception error) {
                // There is still a value, and the next reader may have more luck.
            }
        }
        return (T) entry.value.orElse(null);
    }

    public boolean invalidate(String key) {
        Entry entry = entries.remove(key);
        return entry != null && options.clock.getAsLong() < entry.expiresMs;
    }

    /** A draw of 0 is infinitely early, unless the load took no time: infinity times 0 is not a number. */
    private boolean isEarly(Entry entry, long nowMs) {
        double early = -entry.deltaMs * options.beta * Math.log(options.random.getAsDouble());
        return nowMs + early >= entry.expiresMs;
    }

    private <T> T load(String key, Loader<T> load) throws Exception {
        long startedMs = options.clock.getAsLong();
        T value = load.load(key);
        long endedMs = options.clock.getAsLong();
        long ttlMs = value == null ? options.negativeTtlMs : options.ttlMs;
        entries.put(key, new Entry(value, endedMs - startedMs, endedMs + ttlMs));
        return value;
    }
}
