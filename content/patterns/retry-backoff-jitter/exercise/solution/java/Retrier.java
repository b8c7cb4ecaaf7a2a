import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleSupplier;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/**
 * Tries an operation again, with full jitter, up to a number of attempts and within a budget of time. Holds nothing of
 * a call, and so may be shared by threads.
 */
public class Retrier {
    /** The limits of a retrier. A field that is left alone keeps its default. */
    public static class Options {
        public int maxAttempts = 3;
        public long baseMs = 100;
        public long capMs = 2_000;
        public long budgetMs = 10_000;
        public LongSupplier clock = () -> System.nanoTime() / 1_000_000;
        public DoubleSupplier random = () -> ThreadLocalRandom.current().nextDouble();
        public LongConsumer sleep = Retrier::sleepFor;
    }

    /** Thrown by an operation when trying again is of no use. */
    public static class PermanentException extends RuntimeException {
        public PermanentException(String message) {
            super(message);
        }
    }

    private final int maxAttempts;
    private final long baseMs;
    private final long capMs;
    private final long budgetMs;
    private final LongSupplier clock;
    private final DoubleSupplier random;
    private final LongConsumer sleep;

    public Retrier(Options options) {
        maxAttempts = options.maxAttempts;
        baseMs = options.baseMs;
        capMs = options.capMs;
        budgetMs = options.budgetMs;
        clock = options.clock;
        random = options.random;
        sleep = options.sleep;
    }

    public <T> T call(Callable<T> operation) throws Exception {
        long startedMs = clock.getAsLong();
        long boundMs = Math.min(capMs, baseMs);
        for (int attempt = 1; ; attempt++) {
            try {
                return operation.call();
            } catch (PermanentException error) {
                throw error;
            } catch (Exception error) {
                if (attempt >= maxAttempts) throw error;
                long waitMs = (long) (random.getAsDouble() * boundMs);
                if (clock.getAsLong() - startedMs + waitMs >= budgetMs) throw error;
                sleep.accept(waitMs);
                boundMs = Math.min(capMs, boundMs * 2);
            }
        }
    }

    private static void sleepFor(long ms) {
        try {
            Thread.sleep(ms);
        } catch (InterruptedException error) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while it waited to try again", error);
        }
    }
}
