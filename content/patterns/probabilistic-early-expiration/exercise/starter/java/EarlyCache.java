// {{contract}}

import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;

public class EarlyCache {
    /** How a cache is made. A field that is left alone keeps its default. */
    public static class Options {
        public long ttlMs = 60_000;
        public long negativeTtlMs = 5_000;
        public double beta = 1;
        public LongSupplier clock;
        public DoubleSupplier random;
    }

    /** Loads the value of a key; null when there is no such thing. */
    public interface Loader<T> {
        T load(String key) throws Exception;
    }

    public EarlyCache(Options options) {
        // TODO: keep the options, and whatever must be remembered of each key.
    }

    public <T> T get(String key, Loader<T> load) throws Exception {
        // TODO: the stored value, or what load gives, which is then stored.
        throw new UnsupportedOperationException("get is yours to write");
    }

    public boolean invalidate(String key) {
        // TODO: take the entry out; true if there was one that had not expired.
        throw new UnsupportedOperationException("invalidate is yours to write");
    }
}
