import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.LongSupplier;

/** A failure detector that tells how surprising a silence is. Safe for several threads at once. */
public class PhiDetector {
    /** How a detector is made. A field that is left alone keeps its default. */
    public static class Options {
        public double threshold = 8;
        public int windowSize = 1000;
        public long minStdDeviationMs = 100;
        public long acceptablePauseMs = 0;
        public long firstIntervalMs = 1000;
        public LongSupplier clock = System::currentTimeMillis;
    }

    private static final double MOST = 300;

    private final Options options;
    private final Deque<Long> intervals = new ArrayDeque<>();
    private long sum = 0;
    private long squares = 0;
    private boolean isBegun = false;
    private long lastMs;

    public PhiDetector(Options options) {
        this.options = options;
    }

    public synchronized void heartbeat() {
        long nowMs = options.clock.getAsLong();
        if (!isBegun) {
            add(options.firstIntervalMs - options.firstIntervalMs / 4);
            add(options.firstIntervalMs + options.firstIntervalMs / 4);
            isBegun = true;
        } else if (phiAt(nowMs) < options.threshold) {
            add(nowMs - lastMs);
        }
        lastMs = nowMs;
    }

    public synchronized double phi() {
        return phiAt(options.clock.getAsLong());
    }

    public boolean isAvailable() {
        return phi() < options.threshold;
    }

    /** Drops the oldest when there are too many. */
    private void add(long interval) {
        intervals.addLast(interval);
        sum += interval;
        squares += interval * interval;
        if (intervals.size() > options.windowSize) {
            long oldest = intervals.removeFirst();
            sum -= oldest;
            squares -= oldest * oldest;
        }
    }

    private double phiAt(long nowMs) {
        if (!isBegun) return 0;
        double n = intervals.size();
        double mean = sum / n;
        double variance = Math.max(0, squares / n - mean * mean);
        double deviation = Math.max(Math.sqrt(variance), options.minStdDeviationMs);
        double y = (nowMs - lastMs - options.acceptablePauseMs - mean) / deviation;
        double g = y * (1.5976 + 0.070566 * y * y);
        return g > MOST * Math.log(10) ? MOST : Math.log10(1 + Math.exp(g));
    }
}
