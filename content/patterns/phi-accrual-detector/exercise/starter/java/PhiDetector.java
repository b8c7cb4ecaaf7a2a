// {{contract}}

import java.util.function.LongSupplier;

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

    private final LongSupplier clock;
    // TODO: whatever the detector must remember between calls.

    public PhiDetector(Options options) {
        // TODO: keep the options.
        this.clock = options.clock;
    }

    public void heartbeat() {
        // TODO: take in the interval since the heartbeat before.
        throw new UnsupportedOperationException("heartbeat is yours to write");
    }

    public double phi() {
        // TODO: how surprising the present silence is.
        throw new UnsupportedOperationException("phi is yours to write");
    }

    public boolean isAvailable() {
        // TODO: whether phi is below the threshold.
        throw new UnsupportedOperationException("isAvailable is yours to write");
    }
}
