// {{contract}}

import java.util.concurrent.Callable;
import java.util.function.BiFunction;

public class Bulkhead {
    /** How a bulkhead is made. A field that is left alone keeps its default. */
    public static class Options {
        public int maxConcurrent = 10;
        public int maxWaiting = 0;
        public long maxWaitMs = 1_000;
        /** Calls back after so many milliseconds; gives what cancels that. */
        public BiFunction<Long, Runnable, Runnable> schedule;
    }

    public static class BulkheadFullException extends RuntimeException {}

    public static class WaitTimeoutException extends RuntimeException {}

    public Bulkhead(Options options) {
        // TODO: keep the options, and whatever the bulkhead must remember between calls.
    }

    public <T> T run(Callable<T> operation) throws Exception {
        // TODO: run the operation when there is a place, and give what it gives.
        throw new UnsupportedOperationException("run is yours to write");
    }

    public int inFlight() {
        // TODO: how many operations run now.
        throw new UnsupportedOperationException("inFlight is yours to write");
    }

    public int waiting() {
        // TODO: how many calls wait in line now.
        throw new UnsupportedOperationException("waiting is yours to write");
    }
}
