import java.util.function.LongSupplier;

/** Ids of 64 bits: time, node, sequence. Safe for several threads at once. */
public class IdGenerator {
    /** How a generator is made. A field that is left alone keeps its default. */
    public static class Options {
        public int node;
        public long epochMs = 1735689600000L;
        public int nodeBits = 10;
        public int sequenceBits = 12;
        public LongSupplier clock = System::currentTimeMillis;
    }

    public static class ClockMovedBackException extends RuntimeException {}

    public static class OutOfRangeException extends RuntimeException {}

    private static final int TIME_BITS = 41;

    private final long node;
    private final long epochMs;
    private final int nodeBits;
    private final int sequenceBits;
    private final LongSupplier clock;
    /** What the clock showed at the last id, and what that id says. They differ when we are ahead. */
    private long seenMs = Long.MIN_VALUE;
    private long timeMs = Long.MIN_VALUE;
    private long sequence = 0;

    public IdGenerator(Options options) {
        node = options.node;
        epochMs = options.epochMs;
        nodeBits = options.nodeBits;
        sequenceBits = options.sequenceBits;
        clock = options.clock;
    }

    public synchronized long nextId() {
        long nowMs = clock.getAsLong();
        if (nowMs < seenMs) throw new ClockMovedBackException();
        boolean isLater = nowMs > timeMs;
        boolean isFull = sequence >= lastSequence();
        long nextTimeMs = isLater ? nowMs : isFull ? timeMs + 1 : timeMs;
        long nextSequence = isLater || isFull ? 0 : sequence + 1;
        long sinceMs = nextTimeMs - epochMs;
        if (sinceMs < 0 || sinceMs >= 1L << TIME_BITS) throw new OutOfRangeException();
        seenMs = nowMs;
        timeMs = nextTimeMs;
        sequence = nextSequence;
        return sinceMs << (nodeBits + sequenceBits) | node << sequenceBits | sequence;
    }

    public long timestampOf(long id) {
        return (id >> (nodeBits + sequenceBits)) + epochMs;
    }

    public long nodeOf(long id) {
        return (id >> sequenceBits) & ((1L << nodeBits) - 1);
    }

    public long sequenceOf(long id) {
        return id & lastSequence();
    }

    private long lastSequence() {
        return (1L << sequenceBits) - 1;
    }
}
