import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.LongSupplier;

/**
 * A budget for retries: a share of the requests of the last seconds, on top of a floor. Safe for several threads at once.
 */
public class RetryBudget {
    /** How a budget is made. A field that is left alone keeps its default. */
    public static class Options {
        public int retryPercent = 20;
        public int minRetriesPerSecond = 10;
        public int windowSeconds = 10;
        public LongSupplier clock = System::currentTimeMillis;
    }

    /** What was added less what was taken in a second of the clock. */
    private static class Slot {
        final long second;
        long units;

        Slot(long second) {
            this.second = second;
        }
    }

    /** Everything is counted in hundredths of a retry, in whole numbers. */
    private static final long RETRY = 100;

    private final int share;
    private final int windowSeconds;
    private final LongSupplier clock;
    /** Below zero when requests have left the window and retries that they paid for have not. */
    private long units;
    /** The oldest first. */
    private final Deque<Slot> slots = new ArrayDeque<>();

    public RetryBudget(Options options) {
        share = options.retryPercent;
        windowSeconds = options.windowSeconds;
        clock = options.clock;
        units = RETRY * options.minRetriesPerSecond * windowSeconds;
    }

    public synchronized void recordRequest() {
        add(slide(), share);
    }

    public synchronized boolean tryRetry() {
        long second = slide();
        if (units < RETRY) return false;
        add(second, -RETRY);
        return true;
    }

    public synchronized long balance() {
        slide();
        return Math.max(0, units) / RETRY;
    }

    /** Undoes what happened in seconds that have left the window, and gives the present one. */
    private long slide() {
        long now = clock.getAsLong() / 1000;
        while (!slots.isEmpty() && slots.peekFirst().second <= now - windowSeconds) {
            units -= slots.removeFirst().units;
        }
        return now;
    }

    private void add(long second, long added) {
        if (slots.isEmpty() || slots.peekLast().second != second) slots.addLast(new Slot(second));
        slots.peekLast().units += added;
        units += added;
    }
}
