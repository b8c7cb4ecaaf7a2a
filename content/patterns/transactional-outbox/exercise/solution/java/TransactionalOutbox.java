import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.BinaryOperator;

/**
 * A store that writes state and events in one step, and the relay that publishes the events. Safe for several threads at
 * once; the store is not locked while the broker is called.
 */
public class TransactionalOutbox {
    /** How an outbox is made. A number that is left alone keeps its default. */
    public static class Options {
        public int maxAttempts = 5;
        public BiConsumer<String, String> publish;
    }

    /** The broker will never take this event. */
    public static class MessageRejectedException extends RuntimeException {
        public MessageRejectedException(String message) {
            super(message);
        }
    }

    private static class Event {
        final long position;
        final String id;
        final String key;
        final String payload;
        int failures = 0;

        Event(long position, String id, String key, String payload) {
            this.position = position;
            this.id = id;
            this.key = key;
            this.payload = payload;
        }
    }

    private final int maxAttempts;
    private final BiConsumer<String, String> publish;
    private final Object polling = new Object();
    private final Map<String, String> state = new HashMap<>();
    private final Map<String, Integer> numbers = new HashMap<>();
    /** By their position in the order of commits. */
    private final TreeMap<Long, Event> pending = new TreeMap<>();
    private final TreeMap<Long, Event> parked = new TreeMap<>();
    private long committed = 0;

    public TransactionalOutbox(Options options) {
        maxAttempts = options.maxAttempts;
        publish = options.publish;
    }

    public synchronized List<String> update(List<String> keys, BinaryOperator<String> compute) {
        Map<String, String> values = new HashMap<>();
        List<String> payloads = new ArrayList<>();
        for (String key : keys) {
            String value = values.containsKey(key) ? values.get(key) : get(key);
            values.put(key, compute.apply(key, value));
            payloads.add(values.get(key));
        }
        // Nothing below this line can fail.
        state.putAll(values);
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < keys.size(); i++) ids.add(append(keys.get(i), payloads.get(i)));
        return ids;
    }

    public synchronized String get(String key) {
        return state.getOrDefault(key, "");
    }

    public int poll(int batch) {
        synchronized (polling) {
            Set<String> heldBack = new HashSet<>();
            int calls = 0;
            int published = 0;
            for (Event event = after(0); event != null && calls < batch; event = after(event.position)) {
                if (heldBack.contains(event.key)) continue;
                calls++;
                if (offer(event)) published++;
                else if (isPending(event)) heldBack.add(event.key);
            }
            return published;
        }
    }

    public synchronized List<String> pending() {
        return pending.values().stream().map(event -> event.id).toList();
    }

    public synchronized List<String> parked() {
        return parked.values().stream().map(event -> event.id).toList();
    }

    public synchronized boolean release(String id) {
        for (Event event : parked.values()) {
            if (!event.id.equals(id)) continue;
            parked.remove(event.position);
            event.failures = 0;
            pending.put(event.position, event);
            return true;
        }
        return false;
    }

    private String append(String key, String payload) {
        committed++;
        String id = key + "#" + numbers.merge(key, 1, Integer::sum);
        pending.put(committed, new Event(committed, id, key, payload));
        return id;
    }

    /** The first pending event behind a position; null if there is none. */
    private synchronized Event after(long position) {
        Map.Entry<Long, Event> next = pending.higherEntry(position);
        return next == null ? null : next.getValue();
    }

    private synchronized boolean isPending(Event event) {
        return pending.containsKey(event.position);
    }

    /** Whether the event was published. If not, it is pending still, or parked. */
    private boolean offer(Event event) {
        try {
            publish.accept(event.id, event.payload);
        } catch (MessageRejectedException rejected) {
            park(event);
            return false;
        } catch (RuntimeException failed) {
            event.failures++;
            if (event.failures >= maxAttempts) park(event);
            return false;
        }
        sent(event);
        return true;
    }

    private synchronized void sent(Event event) {
        pending.remove(event.position);
    }

    private synchronized void park(Event event) {
        pending.remove(event.position);
        parked.put(event.position, event);
    }
}
