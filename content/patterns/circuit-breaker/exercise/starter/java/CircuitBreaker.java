// {{contract}}

import java.util.concurrent.Callable;
import java.util.function.LongSupplier;

public class CircuitBreaker {
    public static class Options {
        public int failureThreshold = 5;
        public long resetTimeoutMs = 30_000;
        public int halfOpenMaxCalls = 1;
        public int successThreshold = 1;
        public LongSupplier clock = System::currentTimeMillis;
    }

    public static class CircuitOpenException extends RuntimeException {
        public CircuitOpenException(String message) {
            super(message);
        }
    }

    public CircuitBreaker(Options options) {
        // TODO: keep the options, and whatever the breaker must remember between calls.
    }

    public String state() {
        // TODO: "closed", "open" or "half_open".
        return "closed";
    }

    public <T> T call(Callable<T> fn) throws Exception {
        // TODO: decide whether the call may go through, run fn, and take note of how it ended.
        throw new UnsupportedOperationException("call is yours to write");
    }
}
