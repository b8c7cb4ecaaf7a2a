import java.util.HashMap;
import java.util.Map;

/** A counter that goes up and down at any number of replicas, none of which asks another. Safe for several threads at once. */
public class PNCounter {
    /** How a counter is made. */
    public static class Options {
        public String replica;
    }

    /** The amount was negative. */
    public static class InvalidAmountException extends RuntimeException {
        public InvalidAmountException(long amount) {
            super("cannot count " + amount + ": call the other method to go the other way");
        }
    }

    private final String replica;
    private final Map<String, Long> increments = new HashMap<>();
    private final Map<String, Long> decrements = new HashMap<>();

    public PNCounter(Options options) {
        replica = options.replica;
    }

    public void increment(long amount) {
        count(increments, amount);
    }

    public void decrement(long amount) {
        count(decrements, amount);
    }

    public synchronized long value() {
        return sum(increments) - sum(decrements);
    }

    public synchronized Map<String, Map<String, Long>> state() {
        return Map.of("increments", new HashMap<>(increments), "decrements", new HashMap<>(decrements));
    }

    public synchronized void merge(Map<String, Map<String, Long>> state) {
        takeIn(increments, state.get("increments"));
        takeIn(decrements, state.get("decrements"));
    }

    private synchronized void count(Map<String, Long> counts, long amount) {
        if (amount < 0) throw new InvalidAmountException(amount);
        counts.merge(replica, amount, Long::sum);
    }

    private static void takeIn(Map<String, Long> mine, Map<String, Long> theirs) {
        theirs.forEach((name, count) -> mine.merge(name, count, Math::max));
    }

    private static long sum(Map<String, Long> counts) {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }
}
