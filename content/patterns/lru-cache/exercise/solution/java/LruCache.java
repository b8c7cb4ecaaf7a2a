import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/** A cache that evicts the least recently used entry. Safe for several threads at once. */
public class LruCache {
    /** How a cache is made. A field that is left alone keeps its default. */
    public static class Options {
        public int capacity = 8;
        public long ttlMs = 0;
        public LongSupplier clock = System::currentTimeMillis;
    }

    private final int capacity;
    private final long ttlMs;
    private final LongSupplier clock;
    /** The least recently used first: a map keeps the order in which keys came in. */
    private final LinkedHashMap<String, Integer> values = new LinkedHashMap<>();
    /** When each entry was put, the oldest first. All live equally long, so what expires next is in front. */
    private final LinkedHashMap<String, Long> putAtMs = new LinkedHashMap<>();

    public LruCache(Options options) {
        capacity = options.capacity;
        ttlMs = options.ttlMs;
        clock = options.clock;
    }

    public synchronized Optional<Integer> get(String key) {
        dropExpired();
        Integer value = values.get(key);
        if (value != null) moveToEnd(values, key, value);
        return Optional.ofNullable(value);
    }

    public synchronized void put(String key, int value) {
        dropExpired();
        if (!values.containsKey(key) && values.size() >= capacity) drop(values.keySet().iterator().next());
        moveToEnd(values, key, value);
        moveToEnd(putAtMs, key, clock.getAsLong());
    }

    public synchronized Optional<Integer> peek(String key) {
        dropExpired();
        return Optional.ofNullable(values.get(key));
    }

    public synchronized boolean contains(String key) {
        dropExpired();
        return values.containsKey(key);
    }

    public synchronized boolean remove(String key) {
        dropExpired();
        putAtMs.remove(key);
        return values.remove(key) != null;
    }

    public synchronized int size() {
        dropExpired();
        return values.size();
    }

    public synchronized List<String> keys() {
        dropExpired();
        return new ArrayList<>(values.keySet());
    }

    private void dropExpired() {
        if (ttlMs == 0) return;
        long nowMs = clock.getAsLong();
        while (!putAtMs.isEmpty()) {
            Map.Entry<String, Long> oldest = putAtMs.entrySet().iterator().next();
            if (nowMs - oldest.getValue() < ttlMs) return;
            drop(oldest.getKey());
        }
    }

    private void drop(String key) {
        values.remove(key);
        putAtMs.remove(key);
    }

    private static <V> void moveToEnd(LinkedHashMap<String, V> map, String key, V value) {
        map.remove(key);
        map.put(key, value);
    }
}
