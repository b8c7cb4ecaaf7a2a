// {{contract}}

import java.util.function.BiFunction;
import java.util.function.IntConsumer;

public class Hedger {
    /** How a hedger is made. A field that is left alone keeps its default. */
    public static class Options {
        public int maxAttempts = 2;
        public long hedgeDelayMs = 100;
        public int budgetPercent = 10;
        public int budgetCap = 10;
        /** Calls back after so many milliseconds; gives what cancels that. */
        public BiFunction<Long, Runnable, Runnable> schedule;
    }

    public static class PermanentException extends RuntimeException {
        public PermanentException(String message) {
            super(message);
        }
    }

    /** Sends one attempt, which may fail in any way. */
    public interface Sender<T> {
        T send(int attempt) throws Exception;
    }

    public Hedger(Options options) {
        // TODO: keep the options, and whatever the hedger must remember between calls.
    }

    public <T> T call(Sender<T> send, IntConsumer cancel) throws Exception {
        // TODO: what the first of send(1), send(2), ... gives that succeeds; cancel(n) for those in flight.
        throw new UnsupportedOperationException("call is yours to write");
    }

    public int hedgesLeft() {
        // TODO: how many whole hedges the budget holds now.
        throw new UnsupportedOperationException("hedgesLeft is yours to write");
    }
}
