// {{contract}}

public class LamportClock {
    /** How a clock is made. */
    public static class Options {
        public String node;
        public long start = 0;
    }

    private final String node;
    // TODO: what the clock must remember between events.

    public LamportClock(Options options) {
        // TODO: keep the options.
        this.node = options.node;
    }

    public long tick() {
        // TODO: count a local event and return its time.
        throw new UnsupportedOperationException("tick is yours to write");
    }

    public long send() {
        // TODO: count the sending and return its time, which the message carries.
        throw new UnsupportedOperationException("send is yours to write");
    }

    public long receive(long sent) {
        // TODO: count the receipt of a message that carries the time sent; return the time of the receipt.
        throw new UnsupportedOperationException("receive is yours to write");
    }

    public long time() {
        // TODO: the time of the latest event.
        throw new UnsupportedOperationException("time is yours to write");
    }

    public boolean precedes(long mine, long theirs, String other) {
        // TODO: whether this node's event at mine comes before the event at theirs of the node other.
        throw new UnsupportedOperationException("precedes is yours to write");
    }
}
