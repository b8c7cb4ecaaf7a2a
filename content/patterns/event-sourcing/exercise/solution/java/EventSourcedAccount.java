import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/** An account whose state is nothing but the sum of its events. Safe for several threads at once. */
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

    private record State(long version, long balance, boolean closed) {
        /** Events are facts: nothing is checked here. */
        State after(Map<String, Long> event) {
            long change = event.getOrDefault("deposited", 0L) - event.getOrDefault("withdrawn", 0L);
            return new State(event.get("version"), balance + change, closed || event.containsKey("closed"));
        }
    }

    /** All that an account is. Never changed, only replaced as a whole. */
    private record History(State state, List<Map<String, Long>> events, State snapshot) {}

    private static final History NOTHING = new History(new State(0, 0, false), List.of(), null);

    private final long overdraft;
    private final int snapshotEvery;
    private final LongSupplier clock;
    private History history = NOTHING;

    public EventSourcedAccount(Options options) {
        overdraft = options.overdraftCents;
        snapshotEvery = options.snapshotEvery;
        clock = options.clock;
    }

    public synchronized long deposit(long cents, Long expectedVersion) {
        expect(expectedVersion);
        insist(cents > 0 && !history.state().closed());
        return record(List.of(Map.of("deposited", cents)));
    }

    public synchronized long withdraw(long cents, Long expectedVersion) {
        expect(expectedVersion);
        insist(cents > 0 && !history.state().closed());
        insist(history.state().balance() - cents >= -overdraft);
        return record(List.of(Map.of("withdrawn", cents)));
    }

    public synchronized long close(Long expectedVersion) {
        expect(expectedVersion);
        long rest = history.state().balance();
        insist(rest >= 0 && !history.state().closed());
        Map<String, Long> closing = Map.of("closed", 1L);
        return record(rest > 0 ? List.of(Map.of("withdrawn", rest), closing) : List.of(closing));
    }

    public synchronized long balance() {
        return history.state().balance();
    }

    public synchronized long version() {
        return history.state().version();
    }

    public synchronized List<Map<String, Long>> events(long after) {
        return history.events().stream().filter(event -> event.get("version") > after).toList();
    }

    public synchronized Optional<Map<String, Long>> snapshot() {
        return Optional.ofNullable(history.snapshot())
                .map(it -> Map.of("version", it.version(), "balance", it.balance(), "closed", it.closed() ? 1L : 0L));
    }

    public synchronized long replay(List<Map<String, Long>> events) {
        return takeIn(history, events);
    }

    public synchronized long restore(Map<String, Long> snapshot, List<Map<String, Long>> events) {
        if (snapshot == null) return takeIn(NOTHING, events);
        State from = new State(snapshot.get("version"), snapshot.get("balance"), snapshot.get("closed") == 1);
        return takeIn(new History(from, List.of(), from), events);
    }

    private void expect(Long version) {
        if (version != null && version != history.state().version()) throw new VersionConflictException();
    }

    private static void insist(boolean allowed) {
        if (!allowed) throw new CommandRejectedException();
    }

    private long record(List<Map<String, Long>> facts) {
        long now = clock.getAsLong();
        long version = history.state().version();
        List<Map<String, Long>> events = new ArrayList<>();
        for (Map<String, Long> fact : facts) {
            version++;
            Map<String, Long> event = new LinkedHashMap<>(fact);
            event.put("version", version);
            event.put("time", now);
            events.add(event);
        }
        return takeIn(history, events);
    }

    /** The one way in which an account changes. Nothing is assigned before all went well. */
    private long takeIn(History from, List<Map<String, Long>> incoming) {
        State state = from.state();
        State snapshot = from.snapshot();
        List<Map<String, Long>> events = new ArrayList<>(from.events());
        for (Map<String, Long> given : incoming) {
            if (given.get("version") <= state.version()) continue;
            if (given.get("version") > state.version() + 1) throw new EventGapException();
            Map<String, Long> event = upcast(given);
            events.add(event);
            state = state.after(event);
            if (state.version() % snapshotEvery == 0) snapshot = state;
        }
        history = new History(state, List.copyOf(events), snapshot);
        return state.version();
    }

    /** A copy in the present form: the first version of the program counted in euros, under other names. */
    private static Map<String, Long> upcast(Map<String, Long> event) {
        Map<String, Long> present = new LinkedHashMap<>(event);
        Long credited = present.remove("credited");
        Long debited = present.remove("debited");
        if (credited != null) present.put("deposited", credited * 100);
        if (debited != null) present.put("withdrawn", debited * 100);
        return Map.copyOf(present);
    }
}
