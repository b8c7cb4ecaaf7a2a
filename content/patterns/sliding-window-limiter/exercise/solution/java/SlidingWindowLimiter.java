import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.LongSupplier;

/**
 * A limiter with an exact log: at most so many requests of a key in any stretch of a window. Safe for several
 * threads at once.
 */
public class SlidingWindowLimiter {
    /** How a limiter is made. A field that is left alone keeps its default. */
    public static class Options {
        public int limit = 10;
        public long windowMs = 1000;
        public LongSupplier clock = System::currentTimeMillis;
    }

    private final int limit;
    private final long windowMs;
    private final LongSupplier clock;
    /**
     * By key, when requests were let through, oldest first. The key that was let through last is at the end, so
     * that what is to be forgotten next is always in front.
     */
    private final Map<String, Deque<Long>> logs = new LinkedHashMap<>();

    public SlidingWindowLimiter(Options options) {
        limit = options.limit;
        windowMs = options.windowMs;
        clock = options.clock;
    }

    public synchronized boolean tryAcquire(String key) {
        long nowMs = clock.getAsLong();
        Deque<Long> log = logOf(key, nowMs);
        if (log.size() >= limit) return false;
        log.addLast(nowMs);
        logs.remove(key);
        logs.put(key, log);
        return true;
    }

    public synchronized int remaining(String key) {
        return limit - logOf(key, clock.getAsLong()).size();
    }

    public synchronized long retryAfterMs(String key) {
        long nowMs = clock.getAsLong();
        Deque<Long> log = logOf(key, nowMs);
        if (log.size() < limit) return 0;
        return log.getFirst() + windowMs - nowMs;
    }

    public synchronized List<String> keys() {
        forgetIdle(clock.getAsLong());
        return new ArrayList<>(new TreeSet<>(logs.keySet()));
    }

    /** The times that count; a log of its own when there are none. */
    private Deque<Long> logOf(String key, long nowMs) {
        forgetIdle(nowMs);
        Deque<Long> log = logs.getOrDefault(key, new ArrayDeque<>());
        while (!log.isEmpty() && nowMs - log.getFirst() >= windowMs) log.removeFirst();
        return log;
    }

    private void forgetIdle(long nowMs) {
        Iterator<Deque<Long>> oldestFirst = logs.values().iterator();
        while (oldestFirst.hasNext() && nowMs - oldestFirst.next().getLast() >= windowMs) oldestFirst.remove();
    }
}
