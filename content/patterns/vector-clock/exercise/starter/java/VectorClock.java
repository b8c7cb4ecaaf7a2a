// {{contract}}

import java.util.Map;

public class VectorClock {
    /** How a clock is made. */
    public static class Options {
        public String node;
    }

    private final String node;
    // TODO: what the clock must remember between events.

    public VectorClock(Options options) {
        node = options.node;
    }

    public Map<String, Long> tick() {
        // TODO: count a local event and return its clock.
        throw new UnsupportedOperationException("tick is yours to write");
    }

    public Map<String, Long> send() {
        // TODO: count the sending and return its clock, which the message carries.
        throw new UnsupportedOperationException("send is yours to write");
    }

    public Map<String, Long> receive(Map<String, Long> message) {
        // TODO: merge the clock of the message, count the receipt and return its clock.
        throw new UnsupportedOperationException("receive is yours to write");
    }

    public Map<String, Long> now() {
        // TODO: the clock of the latest event.
        throw new UnsupportedOperationException("now is yours to write");
    }

    public String compare(Map<String, Long> a, Map<String, Long> b) {
        // TODO: "before", "after", "equal" or "concurrent".
        throw new UnsupportedOperationException("compare is yours to write");
    }
}
