// {{contract}}

import java.util.function.LongSupplier;

public class RetryBudget {
    /** How a budget is made. A field that is left alone keeps its default. */
    public static class Options {
        public int retryPercent = 20;
        public int minRetriesPerSecond = 10;
        public int windowSeconds = 10;
        public LongSupplier clock = System::currentTimeMillis;
    }

    private final LongSupplier clock;
    // TODO: whatever the budget must remember between calls.

    public RetryBudget(Options options) {
        // TODO: keep the options.
        this.clock = options.clock;
    }

    public void recordRequest() {
        // TODO: add the share of a request.
        throw new UnsupportedOperationException("recordRequest is yours to write");
    }

    public boolean tryRetry() {
        // TODO: true, and take one retry out, if there is one; else false.
        throw new UnsupportedOperationException("tryRetry is yours to write");
    }

    public long balance() {
        // TODO: how many whole retries there are now.
        throw new UnsupportedOperationException("balance is yours to write");
    }
}
