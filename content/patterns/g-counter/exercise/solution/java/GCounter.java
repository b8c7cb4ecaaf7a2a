import java.util.HashMap;
import java.util.Map;

/** A counter that only grows, at any number of replicas, none of which asks another. Safe for several threads at once. */
public class GCounter {
    /** How a counter is made. */
    public static class Options {
        public String replica;
    }

    /** The amount was negative. */
    public static class InvalidAmountException extends RuntimeException {
        public InvalidAmountException(long amount) {
            super("cannot count " + amount + ": a counter that only grows takes 0 or more");
        }
    }

    private final String replica;
    private final Map<String, Long> counts = new HashMap<>();

    public GCounter(Options options) {
        replica = options.replica;
    }

    public synchronized void increment(long amount) {
        if (amount < 0) throw new InvalidAmountException(amount);
        counts.merge(replica, amount, Long::sum);
    }

    public synchronized long value() {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    public synchronized Map<String, Long> state() {
        return new HashMap<>(counts);
    }

    public synchronized void merge(Map<String, Long> state) {
        state.forEach((name, count) -> counts.merge(name, count, Math::max));
    }
}
