// {{contract}}

import java.util.concurrent.Callable;
import java.util.function.DoubleSupplier;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

public class Retrier {
    /** The limits of a retrier. A field that is left alone keeps its default. */
    public static class Options {
        public int maxAttempts = 3;
        public long baseMs = 100;
        public long capMs = 2_000;
        public long budgetMs = 10_000;
        public LongSupplier clock;
        public DoubleSupplier random;
        public LongConsumer sleep;
    }

    public static class PermanentException extends RuntimeException {
        public PermanentException(String message) {
            super(message);
        }
    }

    public Retrier(Options options) {
        // TODO: keep the options.
    }

    public <T> T call(Callable<T> operation) throws Exception {
        // TODO: run the operation, and again when it fails; return what it returned.
        throw new UnsupportedOperationException("call is yours to write");
    }
}
