import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/** Remembers message ids for a while, and no more of them than fit. Safe for several threads at once. */
public class Deduplicator {
    /** How a deduplicator is made. A field that is left alone keeps its default. */
    public static class Options {
        public int capacity = 16;
        public long windowMs = 300_000;
        public LongSupplier clock = System::currentTimeMillis;
    }

    private final int capacity;
    private final long windowMs;
    private final LongSupplier clock;
    /**
     * By id, when it was recorded. Nothing moves in here, so that the front is what was recorded first, expires
     * next, and is evicted next.
     */
    private final Map<String, Long> recordedAt = new LinkedHashMap<>();

    public Deduplicator(Options options) {
        capacity = options.capacity;
        windowMs = options.windowMs;
        clock = options.clock;
    }

    public synchronized boolean seen(String id) {
        long nowMs = dropExpired();
        if (recordedAt.containsKey(id)) return true;
        if (recordedAt.size() >= capacity) recordedAt.remove(recordedAt.keySet().iterator().next());
        recordedAt.put(id, nowMs);
        return false;
    }

    public synchronized boolean remembers(String id) {
        dropExpired();
        return recordedAt.containsKey(id);
    }

    public synchronized boolean forget(String id) {
        dropExpired();
        return recordedAt.remove(id) != null;
    }

    public synchronized int size() {
        dropExpired();
        return recordedAt.size();
    }

    public synchronized List<String> ids() {
        dropExpired();
        return new ArrayList<>(recordedAt.keySet());
    }

    private long dropExpired() {
        long nowMs = clock.getAsLong();
        Iterator<Long> oldestFirst = recordedAt.values().iterator();
        while (oldestFirst.hasNext() && nowMs - oldestFirst.next() >= windowMs) oldestFirst.remove();
        return nowMs;
    }
}
