// {{contract}}

import java.util.concurrent.Callable;
import java.util.function.LongSupplier;

public class IdempotentExecutor {
    /** How an executor is made. A field that is left alone keeps its default. */
    public static class Options {
        public long ttlMs = 86_400_000;
        public LongSupplier clock;
    }

    public static class KeyConflictException extends RuntimeException {
        public KeyConflictException(String message) {
            super(message);
        }
    }

    public static class DeclinedException extends RuntimeException {
        public DeclinedException(String message) {
            super(message);
        }
    }

    public IdempotentExecutor(Options options) {
        // TODO: keep the options, and whatever must be remembered of each key.
    }

    public <T> T execute(String key, String request, Callable<T> operation) throws Exception {
        // TODO: answer from the stored outcome, or run the operation and store what comes of it.
        throw new UnsupportedOperationException("execute is yours to write");
    }

    public int size() {
        // TODO: how many keys have an outcome that is remembered now.
        throw new UnsupportedOperationException("size is yours to write");
    }
}
