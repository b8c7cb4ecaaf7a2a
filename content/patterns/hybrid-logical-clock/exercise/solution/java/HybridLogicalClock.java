import java.util.List;
import java.util.function.LongSupplier;

/** Timestamps that respect cause and effect and stay near the physical clock. Safe for several threads at once. */
public class HybridLogicalClock {
    /** How a clock is made. A field that is left alone keeps its default. */
    public static class Options {
        public long maxAheadMs = 500;
        public LongSupplier clock = System::currentTimeMillis;
    }

    /** A message is too far ahead of the physical clock. */
    public static class ClockDriftException extends RuntimeException {
        public ClockDriftException(String message) {
            super(message);
        }
    }

    private final long maxAheadMs;
    private final LongSupplier clock;
    private List<Long> latest = List.of(0L, 0L);

    public HybridLogicalClock(Options options) {
        maxAheadMs = options.maxAheadMs;
        clock = options.clock;
    }

    public synchronized List<Long> now() {
        return event(clock.getAsLong(), latest);
    }

    public synchronized List<Long> receive(List<Long> message) {
        long physical = clock.getAsLong();
        long ahead = message.get(0) - physical;
        if (ahead > maxAheadMs) {
            throw new ClockDriftException("the message is " + ahead + " ms ahead of this node's clock");
        }
        return event(physical, isBefore(latest, message) ? message : latest);
    }

    public synchronized List<Long> latest() {
        return latest;
    }

    public boolean isBefore(List<Long> a, List<Long> b) {
        int times = a.get(0).compareTo(b.get(0));
        return times == 0 ? a.get(1) < b.get(1) : times < 0;
    }

    /** An event that is later than its cause, and not behind the physical clock. */
    private List<Long> event(long physical, List<Long> cause) {
        long time = cause.get(0);
        latest = physical > time ? List.of(physical, 0L) : List.of(time, cause.get(1) + 1);
        return latest;
    }
}
