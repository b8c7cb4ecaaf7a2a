import java.util.HashMap;
import java.util.Map;

/** What a node has counted itself, and what it has heard of others. Safe for several threads at once. */
public class VectorClock {
    /** How a clock is made. */
    public static class Options {
        public String node;
    }

    private final String node;
    private final Map<String, Long> counts = new HashMap<>();

    public VectorClock(Options options) {
        node = options.node;
    }

    public Map<String, Long> tick() {
        return event(Map.of());
    }

    public Map<String, Long> send() {
        return event(Map.of());
    }

    public Map<String, Long> receive(Map<String, Long> message) {
        return event(message);
    }

    public synchronized Map<String, Long> now() {
        return Map.copyOf(counts);
    }

    public String compare(Map<String, Long> a, Map<String, Long> b) {
        boolean less = hasLess(a, b);
        boolean more = hasLess(b, a);
        if (less && more) return "concurrent";
        if (less) return "before";
        return more ? "after" : "equal";
    }

    /** Whether an entry of a is smaller than that of b. What b does not have, cannot be. */
    private static boolean hasLess(Map<String, Long> a, Map<String, Long> b) {
        return b.entrySet().stream().anyMatch(entry -> a.getOrDefault(entry.getKey(), 0L) < entry.getValue());
    }

    /** Counts an event of this node that knows of all that was heard. */
    private synchronized Map<String, Long> event(Map<String, Long> heard) {
        heard.forEach((other, count) -> counts.merge(other, count, Math::max));
        counts.merge(node, 1L, Long::sum);
        return now();
    }
}
