// {{contract}}

import java.util.Optional;
import java.util.function.LongSupplier;

public class FencingService {
    /** How a service is made. */
    public static class Options {
        public long ttlMs;
        public LongSupplier clock = System::currentTimeMillis;
    }

    /** The store has served a later holder already. */
    public static class StaleTokenException extends RuntimeException {}

    private final long ttlMs;
    private final LongSupplier clock;
    // TODO: whatever the two sides must remember between calls.

    public FencingService(Options options) {
        this.ttlMs = options.ttlMs;
        this.clock = options.clock;
    }

    public Optional<Long> acquire(String lock) {
        // TODO: a token higher than any before for this lock, or empty while somebody holds it.
        throw new UnsupportedOperationException("acquire is yours to write");
    }

    public boolean renew(String lock, long token) {
        // TODO: true, and the lease lasts ttlMs from now, if this token holds the lock.
        throw new UnsupportedOperationException("renew is yours to write");
    }

    public boolean release(String lock, long token) {
        // TODO: true, and the lock is free, if this token holds it.
        throw new UnsupportedOperationException("release is yours to write");
    }

    public boolean holds(String lock, long token) {
        // TODO: whether this token holds the lock now.
        throw new UnsupportedOperationException("holds is yours to write");
    }

    public void write(String key, String value, long token) {
        // TODO: store the value, or throw a StaleTokenException.
        throw new UnsupportedOperationException("write is yours to write");
    }

    public Optional<String> read(String key, long token) {
        // TODO: the value or empty, or throw a StaleTokenException.
        throw new UnsupportedOperationException("read is yours to write");
    }

    public void remove(String key, long token) {
        // TODO: take the value away, or throw a StaleTokenException.
        throw new UnsupportedOperationException("remove is yours to write");
    }

    public Optional<String> peek(String key) {
        // TODO: the value or empty.
        throw new UnsupportedOperationException("peek is yours to write");
    }
}
