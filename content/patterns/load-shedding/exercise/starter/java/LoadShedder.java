// {{contract}}

import java.util.function.LongSupplier;

public class LoadShedder {
    /** How a shedder is made. A field that is left alone keeps its default. */
    public static class Options {
        public long targetMs = 20;
        public long resumeMs = 10;
        public long intervalMs = 1000;
        public int calmIntervals = 2;
        public LongSupplier clock = System::currentTimeMillis;
    }

    private final LongSupplier clock;
    // TODO: whatever the shedder must remember between calls.

    public LoadShedder(Options options) {
        // TODO: keep the options.
        this.clock = options.clock;
    }

    public void recordDelay(long delayMs) {
        // TODO: note how long a request waited.
        throw new UnsupportedOperationException("recordDelay is yours to write");
    }

    public boolean admit(String criticality) {
        // TODO: whether a request of this criticality is taken now.
        throw new UnsupportedOperationException("admit is yours to write");
    }

    public int level() {
        // TODO: how many kinds of requests are shed now.
        throw new UnsupportedOperationException("level is yours to write");
    }
}
