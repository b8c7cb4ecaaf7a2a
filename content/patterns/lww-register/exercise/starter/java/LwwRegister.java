// {{contract}}

import java.util.Optional;
import java.util.function.LongSupplier;

public class LwwRegister {
    /** How a register is made. */
    public static class Options {
        public String replica;
        public LongSupplier clock;
    }

    private final String replica;
    private final LongSupplier clock;
    // TODO: whatever the register must remember between calls.

    public LwwRegister(Options options) {
        this.replica = options.replica;
        this.clock = options.clock;
    }

    public long set(String value) {
        // TODO: write the value, and return the stamp of the write.
        throw new UnsupportedOperationException("set is yours to write");
    }

    public long clear() {
        // TODO: take the value away, and return the stamp of this write.
        throw new UnsupportedOperationException("clear is yours to write");
    }

    public Optional<String> get() {
        // TODO: the value of the latest write, if there is one.
        throw new UnsupportedOperationException("get is yours to write");
    }

    public Optional<Long> writtenAt() {
        // TODO: the stamp of the latest write.
        throw new UnsupportedOperationException("writtenAt is yours to write");
    }

    public Optional<String> writtenBy() {
        // TODO: the replica of the latest write.
        throw new UnsupportedOperationException("writtenBy is yours to write");
    }

    public void merge(LwwRegister other) {
        // TODO: take in what the other knows.
        throw new UnsupportedOperationException("merge is yours to write");
    }
}
