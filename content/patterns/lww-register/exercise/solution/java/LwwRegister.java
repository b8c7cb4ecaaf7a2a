import java.util.Optional;
import java.util.function.LongSupplier;

/** A value that every replica may overwrite; when replicas meet, the later write stays. Safe for several threads at once. */
public class LwwRegister {
    /** How a register is made. */
    public static class Options {
        public String replica;
        public LongSupplier clock = System::currentTimeMillis;
    }

    /** One write; its value is empty when it has cleared the register. */
    private record Write(long stamp, String replica, Optional<String> value) {
        /** By the stamp first and then by the replica: no two writes are equal in both. */
        boolean isAfter(Write other) {
            return stamp == other.stamp ? replica.compareTo(other.replica) > 0 : stamp > other.stamp;
        }
    }

    private final String replica;
    private final LongSupplier clock;
    /** It has the largest stamp that was ever seen here. */
    private Optional<Write> latest = Optional.empty();

    public LwwRegister(Options options) {
        replica = options.replica;
        clock = options.clock;
    }

    public long set(String value) {
        return write(Optional.of(value));
    }

    public long clear() {
        return write(Optional.empty());
    }

    public Optional<String> get() {
        return snapshot().flatMap(Write::value);
    }

    public Optional<Long> writtenAt() {
        return snapshot().map(Write::stamp);
    }

    public Optional<String> writtenBy() {
        return snapshot().map(Write::replica);
    }

    public void merge(LwwRegister other) {
        // Never both locks at once: two replicas may merge each other at the same time.
        other.snapshot().ifPresent(this::takeIn);
    }

    private synchronized void takeIn(Write theirs) {
        if (latest.isEmpty() || theirs.isAfter(latest.get())) latest = Optional.of(theirs);
    }

    private synchronized long write(Optional<String> value) {
        long now = clock.getAsLong();
        long stamp = latest.map(known -> Math.max(now, known.stamp() + 1)).orElse(now);
        latest = Optional.of(new Write(stamp, replica, value));
        return stamp;
    }

    private synchronized Optional<Write> snapshot() {
        return latest;
    }
}
