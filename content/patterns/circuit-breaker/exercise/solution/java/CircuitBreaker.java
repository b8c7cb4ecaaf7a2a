import java.util.concurrent.Callable;
import java.util.function.LongSupplier;

/** A circuit breaker that counts consecutive failures. Safe for use by several threads. */
public class CircuitBreaker {
    public static class Options {
        public int failureThreshold = 5;
        public long resetTimeoutMs = 30_000;
        public int halfOpenMaxCalls = 1;
        public int successThreshold = 1;
        public LongSupplier clock = () -> System.nanoTime() / 1_000_000;
    }

    /** The breaker rejected the call; the function was not called. */
    public static class CircuitOpenException extends RuntimeException {
        public CircuitOpenException(String message) {
            super(message);
        }
    }

    private final int failureThreshold;
    private final long resetTimeoutMs;
    private final int halfOpenMaxCalls;
    private final int successThreshold;
    private final LongSupplier clock;
    private String state = "closed";
    private int generation = 0;
    private int failures = 0;
    private int successes = 0;
    private int trials = 0;
    private long changedAtMs = 0;

    public CircuitBreaker(Options options) {
        failureThreshold = options.failureThreshold;
        resetTimeoutMs = options.resetTimeoutMs;
        halfOpenMaxCalls = options.halfOpenMaxCalls;
        successThreshold = options.successThreshold;
        clock = options.clock;
    }

    public synchronized String state() {
        return state;
    }

    public <T> T call(Callable<T> fn) throws Exception {
        int admitted = admit();
        T value;
        try {
            value = fn.call();
        } catch (Throwable error) {
            onFailure(admitted);
            throw error;
        }
        onSuccess(admitted);
        return value;
    }

    /** Changes the state. Calls admitted before belong to an older generation from now on. */
    private void enter(String next) {
        state = next;
        generation += 1;
        failures = 0;
        successes = 0;
        trials = 0;
        changedAtMs = clock.getAsLong();
    }

    /** Lets the call through and returns its generation, or throws CircuitOpenException. */
    private synchronized int admit() {
        if (state.equals("open")) {
            if (clock.getAsLong() - changedAtMs < resetTimeoutMs) {
                throw new CircuitOpenException("the circuit is open");
            }
            enter("half_open");
        }
        if (state.equals("half_open")) {
            if (trials >= halfOpenMaxCalls) {
                throw new CircuitOpenException("enough trial calls are in flight");
            }
            trials += 1;
        }
        return generation;
    }

    private synchronized void onFailure(int admitted) {
        if (admitted != generation) return;
        failures += 1;
        if (state.equals("half_open") || failures >= failureThreshold) enter("open");
    }

    private synchronized void onSuccess(int admitted) {
        if (admitted != generation) return;
        if (state.equals("half_open")) {
            trials -= 1;
            successes += 1;
            if (successes >= successThreshold) enter("closed");
        } else {
            failures = 0;
        }
    }
}
