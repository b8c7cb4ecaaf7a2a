import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Timer;
import java.util.TimerTask;
import java.util.concurrent.CountDownLatch;
import java.util.function.BiFunction;

/** Sends single requests that come close together as one. Safe for several threads at once. */
public class Batcher {
    /** One entry for each key, in their order; null where there is no such key. May fail in any way. */
    public interface BatchLoader {
        List<Object> loadMany(List<String> keys) throws Exception;
    }

    /** How a batcher is made. A field that is left alone keeps its default. */
    public static class Options {
        public int maxBatch = 10;
        public long maxDelayMs = 10;
        public BatchLoader loadMany;
        /** Calls back after so many milliseconds; gives what cancels that. */
        public BiFunction<Long, Runnable, Runnable> schedule = Batcher::afterMs;
    }

    /** Thrown for a key whose entry is null. */
    public static class NotFoundException extends RuntimeException {
        public NotFoundException(String message) {
            super(message);
        }
    }

    /** Thrown for all callers of a batch whose answer has not one entry for each key. */
    public static class WrongCountException extends RuntimeException {
        public WrongCountException(String message) {
            super(message);
        }
    }

    /** Thrown by load when the batcher is closed. */
    public static class ClosedException extends RuntimeException {
        public ClosedException(String message) {
            super(message);
        }
    }

    private static class Batch {
        final Map<String, Integer> positions = new LinkedHashMap<>();
        final CountDownLatch sealed = new CountDownLatch(1);
        final CountDownLatch answered = new CountDownLatch(1);
        List<Object> entries;
        Exception error;

        /** Whatever comes of it, everybody who waits is told. */
        void ask(BatchLoader loader) {
            try {
                entries = loader.loadMany(new ArrayList<>(positions.keySet()));
                if (entries.size() != positions.size()) {
                    throw new WrongCountException(entries.size() + " entries for " + positions.size() + " keys");
                }
            } catch (Exception raised) {
                error = raised;
            } finally {
                answered.countDown();
            }
        }

        Object entry(String key) throws Exception {
            if (error != null) throw error;
            Object entry = entries.get(positions.get(key));
            if (entry == null) throw new NotFoundException(key);
            return entry;
        }
    }

    private final int maxBatch;
    private final long maxDelayMs;
    private final BatchLoader loadMany;
    private final BiFunction<Long, Runnable, Runnable> schedule;
    private Batch waiting;
    private boolean isClosed;

    public Batcher(Options options) {
        maxBatch = options.maxBatch;
        maxDelayMs = options.maxDelayMs;
        loadMany = options.loadMany;
        schedule = options.schedule;
    }

    public Object load(String key) throws Exception {
        Batch mine;
        boolean isFirst;
        synchronized (this) {
            if (isClosed) throw new ClosedException("the batcher is closed");
            isFirst = waiting == null;
            if (isFirst) waiting = new Batch();
            mine = waiting;
            mine.positions.putIfAbsent(key, mine.positions.size());
            if (mine.positions.size() >= maxBatch) seal(mine);
        }
        if (isFirst) lead(mine);
        mine.answered.await();
        return mine.entry(key);
    }

    public synchronized void flush() {
        seal(waiting);
    }

    public synchronized void close() {
        isClosed = true;
        seal(waiting);
    }

    public synchronized int waiting() {
        return waiting == null ? 0 : waiting.positions.size();
    }

    /** The first caller of a batch sends it, so that neither a timer nor flush is held up by the answer. */
    private void lead(Batch mine) throws InterruptedException {
        Runnable cancel = schedule.apply(maxDelayMs, () -> expire(mine));
        mine.sealed.await();
        cancel.run();
        mine.ask(loadMany);
    }

    private synchronized void expire(Batch mine) {
        seal(mine);
    }

    /** From now on nobody joins it. One that was sealed before is not the one that waits. */
    private void seal(Batch mine) {
        if (mine == null || mine != waiting) return;
        waiting = null;
        mine.sealed.countDown();
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
