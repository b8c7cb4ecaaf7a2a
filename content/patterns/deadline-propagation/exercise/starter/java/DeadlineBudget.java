// {{contract}}

import java.util.function.LongSupplier;

public class DeadlineBudget {
    /** How a budget is made. A field that is left alone keeps its default. */
    public static class Options {
        public long timeoutMs = 1000;
        public long reserveMs = 0;
        public LongSupplier clock = System::currentTimeMillis;
    }

    /** The header is no grpc-timeout. */
    public static class InvalidTimeoutException extends RuntimeException {}

    /** No time is left for a call. */
    public static class DeadlineExceededException extends RuntimeException {}

    private final LongSupplier clock;
    // TODO: whatever the budget must remember between calls.

    public DeadlineBudget(Options options) {
        // TODO: keep the options.
        this.clock = options.clock;
    }

    public long receive(String header) {
        // TODO: bring the deadline nearer; the milliseconds that are left.
        throw new UnsupportedOperationException("receive is yours to write");
    }

    public long remainingMs() {
        // TODO: the milliseconds until the deadline, never below 0.
        throw new UnsupportedOperationException("remainingMs is yours to write");
    }

    public boolean isExpired() {
        // TODO: whether the deadline is reached.
        throw new UnsupportedOperationException("isExpired is yours to write");
    }

    public long childTimeoutMs(long wantedMs) {
        // TODO: how long a call may take.
        throw new UnsupportedOperationException("childTimeoutMs is yours to write");
    }

    public String childHeader(long wantedMs) {
        // TODO: the same as a grpc-timeout.
        throw new UnsupportedOperationException("childHeader is yours to write");
    }
}
