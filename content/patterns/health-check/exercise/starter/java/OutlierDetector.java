// {{contract}}

import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

public class OutlierDetector {
    /** How a detector is made. A field that is left alone keeps its default. */
    public static class Options {
        public int consecutiveErrors = 5;
        public long baseEjectionMs = 30_000;
        public long maxEjectionMs = 300_000;
        public int maxEjectionPercent = 10;
        public int panicThresholdPercent = 50;
        public LongSupplier clock = System::currentTimeMillis;
    }

    private final LongSupplier clock;
    // TODO: whatever the detector must remember of its hosts.

    public OutlierDetector(Options options) {
        // TODO: keep the options.
        this.clock = options.clock;
    }

    public boolean addHost(String host) {
        // TODO: true if it is new; else leave it as it is, and false.
        throw new UnsupportedOperationException("addHost is yours to write");
    }

    public boolean removeHost(String host) {
        // TODO: forget it; true if it was there.
        throw new UnsupportedOperationException("removeHost is yours to write");
    }

    public void reportSuccess(String host) {
        // TODO: a request to the host has succeeded.
        throw new UnsupportedOperationException("reportSuccess is yours to write");
    }

    public boolean reportError(String host) {
        // TODO: a request to the host has failed; true if this ejects it.
        throw new UnsupportedOperationException("reportError is yours to write");
    }

    public Optional<Long> ejectedForMs(String host) {
        // TODO: what is left of its ejection; empty when it is in service or not known.
        throw new UnsupportedOperationException("ejectedForMs is yours to write");
    }

    public List<String> available() {
        // TODO: the hosts to send requests to, sorted.
        throw new UnsupportedOperationException("available is yours to write");
    }
}
