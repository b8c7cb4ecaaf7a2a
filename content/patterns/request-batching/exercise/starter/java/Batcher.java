// {{contract}}

import java.util.List;
import java.util.function.BiFunction;

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
        public BiFunction<Long, Runnable, Runnable> schedule;
    }

    public static class NotFoundException extends RuntimeException {}

    public static class WrongCountException extends RuntimeException {}

    public static class ClosedException extends RuntimeException {}

    public Batcher(Options options) {
        // TODO: keep the options, and whatever the batcher must remember between calls.
    }

    public Object load(String key) throws Exception {
        // TODO: wait in a batch, and give the entry of the key.
        throw new UnsupportedOperationException("load is yours to write");
    }

    public void flush() {
        // TODO: send at once what waits.
        throw new UnsupportedOperationException("flush is yours to write");
    }

    public void close() {
        // TODO: send at once what waits, and take no more keys.
        throw new UnsupportedOperationException("close is yours to write");
    }

    public int waiting() {
        // TODO: how many different keys wait now.
        throw new UnsupportedOperationException("waiting is yours to write");
    }
}
