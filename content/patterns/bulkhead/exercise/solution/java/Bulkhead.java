import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Timer;
import java.util.TimerTask;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;

/** So many places, a bounded line before them, and a bound on the wait in it. Safe for several threads at once. */
public class Bulkhead {
    /** How a bulkhead is made. A field that is left alone keeps its default. */
    public static class Options {
        public int maxConcurrent = 10;
        public int maxWaiting = 0;
        public long maxWaitMs = 1_000;
        /** Calls back after so many milliseconds; gives what cancels that. */
        public BiFunction<Long, Runnable, Runnable> schedule = Bulkhead::afterMs;
    }

    /** Thrown when there is neither a place nor room in the line. */
    public static class BulkheadFullException extends RuntimeException {
        public BulkheadFullException(String message) {
            super(message);
        }
    }

    /** Thrown when a call has waited in line for too long. */
    public static class WaitTimeoutException extends RuntimeException {
        public WaitTimeoutException(String message) {
            super(message);
        }
    }

    private final int maxConcurrent;
    private final int maxWaiting;
    private final long maxWaitMs;
    private final BiFunction<Long, Runnable, Runnable> schedule;
    /** Each is told once whether it has a place. */
    private final Deque<CompletableFuture<Boolean>> line = new ArrayDeque<>();
    private int running = 0;

    public Bulkhead(Options options) {
        maxConcurrent = options.maxConcurrent;
        maxWaiting = options.maxWaiting;
        maxWaitMs = options.maxWaitMs;
        schedule = options.schedule;
    }

    public <T> T run(Callable<T> operation) throws Exception {
        enter();
        try {
            return operation.call();
        } finally {
            leave();
        }
    }

    public synchronized int inFlight() {
        return running;
    }

    public synchronized int waiting() {
        return line.size();
    }

    private void enter() {
        CompletableFuture<Boolean> decided = new CompletableFuture<>();
        synchronized (this) {
            if (running < maxConcurrent) {
                running += 1;
                return;
            }
            if (line.size() >= maxWaiting) {
                throw new BulkheadFullException(running + " run, " + line.size() + " wait");
            }
            line.add(decided);
        }
        Runnable cancel = schedule.apply(maxWaitMs, () -> giveUp(decided));
        boolean hasPlace = decided.join();
        cancel.run();
        if (!hasPlace) throw new WaitTimeoutException("no place within " + maxWaitMs + " ms");
    }

    /** The place goes to the next in line as it is: nobody else can take it on the way. */
    private synchronized void leave() {
        CompletableFuture<Boolean> next = line.poll();
        if (next == null) running -= 1;
        else next.complete(true);
    }

    private synchronized void giveUp(CompletableFuture<Boolean> decided) {
        if (line.remove(decided)) decided.complete(false);
    }

    private static Runnable afterMs(long delayMs, Runnable callback) {
        Timer timer = new Timer(true);
        timer.schedule(
                new TimerTask() {
                    @Override
                    public void run() {
                        callback.run();
                    }
                },
                delayMs);
        return timer::cancel;
    }
}
