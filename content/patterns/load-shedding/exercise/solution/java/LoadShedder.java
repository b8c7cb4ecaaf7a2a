import java.util.List;
import java.util.function.LongSupplier;

/** Sheds requests by criticality while the queue does not drain. Safe for several threads at once. */
public class LoadShedder {
    /** How a shedder is made. A field that is left alone keeps its default. */
    public static class Options {
        public long targetMs = 20;
        public long resumeMs = 10;
        public long intervalMs = 1000;
        public int calmIntervals = 2;
        public LongSupplier clock = System::currentTimeMillis;
    }

    /** From the least critical on. */
    private static final List<String> KINDS = List.of("sheddable", "sheddable_plus", "critical", "critical_plus");
    private static final String DEFAULT_KIND = "critical";
    /** The last kind is never shed. */
    private static final int HIGHEST_LEVEL = KINDS.size() - 1;

    private final Options options;
    private int level;
    /** Calm intervals in a row. */
    private int calm;
    private long endsAtMs;
    /** The smallest delay of the interval that is not over; null while there is none. */
    private Long smallestMs;

    public LoadShedder(Options options) {
        this.options = options;
        endsAtMs = options.clock.getAsLong() + options.intervalMs;
    }

    public synchronized void recordDelay(long delayMs) {
        settle();
        smallestMs = smallestMs == null ? delayMs : Math.min(smallestMs, delayMs);
    }

    public synchronized boolean admit(String criticality) {
        settle();
        String kind = KINDS.contains(criticality) ? criticality : DEFAULT_KIND;
        return KINDS.indexOf(kind) >= level;
    }

    public synchronized int level() {
        settle();
        return level;
    }

    /** Judges all intervals that are over. */
    private void settle() {
        long nowMs = options.clock.getAsLong();
        while (nowMs >= endsAtMs) {
            judge(smallestMs == null ? 0 : smallestMs);
            smallestMs = null;
            endsAtMs += options.intervalMs;
        }
    }

    private void judge(long smallest) {
        if (smallest > options.targetMs) {
            level = Math.min(HIGHEST_LEVEL, level + 1);
            calm = 0;
        } else if (smallest > options.resumeMs) {
            calm = 0;
        } else {
            calm++;
            if (calm < options.calmIntervals) return;
            level = Math.max(0, level - 1);
            calm = 0;
        }
    }
}
