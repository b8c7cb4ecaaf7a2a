// {{contract}}

import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

public class LruCache {
    /** How a cache is made. A field that is left alone keeps its default. */
    public static class Options {
        public int capacity = 8;
        public long ttlMs = 0;
        public LongSupplier clock = System::currentTimeMillis;
    }

    private final LongSupplier clock;
    // TODO: whatever the cache must remember between calls.

    public LruCache(Options options) {
        // TODO: keep the options.
        this.clock = options.clock;
    }

    public Optional<Integer> get(String key) {
        // TODO: the value, or empty when the key is not there. It is a use of the entry.
        throw new UnsupportedOperationException("get is yours to write");
    }

    public void put(String key, int value) {
        // TODO: store the value; make room first if the key is new and the cache is full.
        throw new UnsupportedOperationException("put is yours to write");
    }

    public Optional<Integer> peek(String key) {
        // TODO: the value, or empty. It is no use of the entry.
        throw new UnsupportedOperationException("peek is yours to write");
    }

    public boolean contains(String key) {
        // TODO: whether the key is there. It is no use of the entry.
        throw new UnsupportedOperationException("contains is yours to write");
    }

    public boolean remove(String key) {
        // TODO: take the entry out; true if it was there.
        throw new UnsupportedOperationException("remove is yours to write");
    }

    public int size() {
        // TODO: how many entries are there.
        throw new UnsupportedOperationException("size is yours to write");
    }

    public List<String> keys() {
        // TODO: the keys that are there, the least recently used first.
        throw new UnsupportedOperationException("keys is yours to write");
    }
}
