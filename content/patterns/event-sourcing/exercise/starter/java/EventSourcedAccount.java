// {{contract}}

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

public class EventSourcedAccount {
    /** How an account is made. A field that is left alone keeps its default. */
    public static class Options {
        public long overdraftCents = 0;
        public int snapshotEvery = 10;
        public LongSupplier clock = System::currentTimeMillis;
    }

    /** The command was decided on another version than the account has. */
    public static class VersionConflictException extends RuntimeException {}

    /** The rules forbid the command. */
    public static class CommandRejectedException extends RuntimeException {}

    /** Events before these are missing. */
    public static class EventGapException extends RuntimeException {}

    private final LongSupplier clock;
    // TODO: whatever the account must remember between calls.

    public EventSourcedAccount(Options options) {
        // TODO: keep the options.
        this.clock = options.clock;
    }

    public long deposit(long cents, Long expectedVersion) {
        // TODO: record an event and return the version, or throw one of the two exceptions. Null expects nothing.
        throw new UnsupportedOperationException("deposit is yours to write");
    }

    public long withdraw(long cents, Long expectedVersion) {
        // TODO: record an event and return the version, or throw one of the two exceptions.
        throw new UnsupportedOperationException("withdraw is yours to write");
    }

    public long close(Long expectedVersion) {
        // TODO: record one event or two and return the version, or throw one of the two exceptions.
        throw new UnsupportedOperationException("close is yours to write");
    }

    public long balance() {
        // TODO: the balance in cents.
        throw new UnsupportedOperationException("balance is yours to write");
    }

    public long version() {
        // TODO: the version of the latest event.
        throw new UnsupportedOperationException("version is yours to write");
    }

    public List<Map<String, Long>> events(long after) {
        // TODO: the events with a version above after.
        throw new UnsupportedOperationException("events is yours to write");
    }

    public Optional<Map<String, Long>> snapshot() {
        // TODO: version, balance and closed of the latest snapshot, or empty.
        throw new UnsupportedOperationException("snapshot is yours to write");
    }

    public long replay(List<Map<String, Long>> events) {
        // TODO: take in those that are new and return the version, or throw an EventGapException.
        throw new UnsupportedOperationException("replay is yours to write");
    }

    public long restore(Map<String, Long> snapshot, List<Map<String, Long>> events) {
        // TODO: begin anew from the snapshot, unless it is null, and take in the events, or throw an EventGapException.
        throw new UnsupportedOperationException("restore is yours to write");
    }
}
