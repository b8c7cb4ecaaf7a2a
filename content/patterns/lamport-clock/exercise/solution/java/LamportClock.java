/** A logical clock that never gives an effect a smaller number than its cause. Safe for several threads at once. */
public class LamportClock {
    /** How a clock is made. */
    public static class Options {
        public String node;
        public long start = 0;
    }

    private final String node;
    private long time;

    public LamportClock(Options options) {
        node = options.node;
        time = options.start;
    }

    public long tick() {
        return event(0);
    }

    public long send() {
        return event(0);
    }

    public long receive(long sent) {
        return event(sent);
    }

    public synchronized long time() {
        return time;
    }

    public boolean precedes(long mine, long theirs, String other) {
        return mine == theirs ? node.compareTo(other) < 0 : mine < theirs;
    }

    /** Counts an event that is later than the one before it, and than the floor. */
    private synchronized long event(long floor) {
        time = Math.max(time, floor) + 1;
        return time;
    }
}
