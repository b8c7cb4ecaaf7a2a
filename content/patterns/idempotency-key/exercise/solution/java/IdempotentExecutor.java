import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.LongSupplier;

/** Runs each idempotency key to one outcome, and answers copies with it. Safe for several threads at once. */
public class IdempotentExecutor {
    /** How an executor is made. A field that is left alone keeps its default. */
    public static class Options {
        public long ttlMs = 86_400_000;
        public LongSupplier clock = () -> System.nanoTime() / 1_000_000;
    }

    /** The key belongs to another request. */
    public static class KeyConflictException extends RuntimeException {
        public KeyConflictException(String message) {
            super(message);
        }
    }

    /** Thrown by an operation whose request was decided, and declined. */
    public static class DeclinedException extends RuntimeException {
        public DeclinedException(String message) {
            super(message);
        }
    }

    private static class Outcome {
        final String request;
        final Object value;
        final DeclinedException declined;
        long storedMs;

        Outcome(String request, Object value, DeclinedException declined) {
            this.request = request;
            this.value = value;
            this.declined = declined;
        }
    }

    private final long ttlMs;
    private final LongSupplier clock;
    /** The one stored first is in front: all live equally long, so it expires first. */
    private final Map<String, Outcome> outcomes = new LinkedHashMap<>();
    /** Keys whose operation is at work. A copy that comes meanwhile waits for its outcome. */
    private final Set<String> running = new HashSet<>();

    public IdempotentExecutor(Options options) {
        ttlMs = options.ttlMs;
        clock = options.clock;
    }

    @SuppressWarnings("unchecked")
    public <T> T execute(String key, String request, Callable<T> operation) throws Exception {
        Outcome outcome = begin(key);
        if (outcome != null && !outcome.request.equals(request)) {
            throw new KeyConflictException("the key belongs to another request");
        }
        if (outcome == null) outcome = run(key, request, operation);
        if (outcome.declined != null) throw outcome.declined;
        return (T) outcome.value;
    }

    public synchronized int size() {
        dropExpired();
        return outcomes.size();
    }

    /** The outcome of the key; null when there is none, and the key is marked as running. */
    private synchronized Outcome begin(String key) throws InterruptedException {
        while (running.contains(key)) wait();
        dropExpired();
        Outcome known = outcomes.get(key);
        if (known == null) running.add(key);
        return known;
    }

    private Outcome run(String key, String request, Callable<?> operation) throws Exception {
        Outcome made = null;
        try {
            made = new Outcome(request, operation.call(), null);
        } catch (DeclinedException declined) {
            made = new Outcome(request, null, declined);
        } finally {
            end(key, made);
        }
        return made;
    }

    /** Stores what was decided, if anything was, and lets waiting copies look. */
    private synchronized void end(String key, Outcome made) {
        running.remove(key);
        if (made != null) {
            made.storedMs = clock.getAsLong();
            outcomes.put(key, made);
        }
        notifyAll();
    }

    private void dropExpired() {
        long limit = clock.getAsLong() - ttlMs;
        Iterator<Outcome> oldest = outcomes.values().iterator();
        while (oldest.hasNext() && oldest.next().storedMs <= limit) oldest.remove();
    }
}
