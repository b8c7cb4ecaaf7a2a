// {{contract}}

import java.util.List;
import java.util.function.LongSupplier;

public class Deduplicator {
    /** How a deduplicator is made. A field that is left alone keeps its default. */
    public static class Options {
        public int capacity = 16;
        public long windowMs = 300_000;
        public LongSupplier clock = System::currentTimeMillis;
    }

    private final LongSupplier clock;
    // TODO: whatever must be remembered between calls.

    public Deduplicator(Options options) {
        // TODO: keep the options.
        this.clock = options.clock;
    }

    public boolean seen(String id) {
        // TODO: true if the id is remembered; else record it and return false.
        throw new UnsupportedOperationException("seen is yours to write");
    }

    public boolean remembers(String id) {
        // TODO: whether the id is remembered. It records nothing.
        throw new UnsupportedOperationException("remembers is yours to write");
    }

    public boolean forget(String id) {
        // TODO: take the id out; true if it was remembered.
        throw new UnsupportedOperationException("forget is yours to write");
    }

    public int size() {
        // TODO: how many ids are remembered.
        throw new UnsupportedOperationException("size is yours to write");
    }

    public List<String> ids() {
        // TODO: the ids that are remembered, the one that was recorded first at the front.
        throw new UnsupportedOperationException("ids is yours to write");
    }
}
