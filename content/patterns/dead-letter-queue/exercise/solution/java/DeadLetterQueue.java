import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * A queue that retries, moves what cannot be handled to the dead letters, and brings it back when told to. Safe for
 * several threads at once; its books are not locked while a message is handled or parked.
 */
public class DeadLetterQueue {
    /** How a queue is made. A number that is left alone keeps its default. */
    public static class Options {
        public int maxAttempts = 5;
        public long retryDelayMs = 1000;
        public long ttlMs = 3_600_000;
        public LongSupplier clock = () -> System.nanoTime() / 1_000_000;
        public BiConsumer<String, String> handle;
        public BiConsumer<String, String> park;
        public Consumer<String> unpark;
    }

    /** No further attempt can help this message. */
    public static class PermanentException extends RuntimeException {
        public PermanentException(String message) {
            super(message);
        }
    }

    private static class Message {
        final String id;
        final String body;
        final long sentMs;
        long sinceMs;
        int attempts;
        Long firstMs;
        Long lastMs;
        /** Why it is to be parked; null as long as it is to be handled. */
        String reason;
        long dueMs;
        /** Its place among those that fall due at the same time. */
        long entry;

        Message(String id, String body, long nowMs) {
            this.id = id;
            this.body = body;
            this.sentMs = nowMs;
            begin(nowMs);
        }

        /** A life starts: that of a new message, or another one of a redriven message. */
        void begin(long nowMs) {
            sinceMs = nowMs;
            attempts = 0;
            firstMs = null;
            lastMs = null;
            reason = null;
        }

        void failed(long nowMs) {
            attempts++;
            lastMs = nowMs;
            if (firstMs == null) firstMs = nowMs;
        }
    }

    private static final Comparator<Message> BY_DUE =
            Comparator.<Message>comparingLong(message -> message.dueMs).thenComparingLong(message -> message.entry);

    private final Options options;
    /** One poll or redrive at a time, so that no message is taken from two sides. */
    private final Object moving = new Object();
    private final Map<String, Message> queue = new HashMap<>();
    /** The same messages in the order in which they fall due. */
    private final NavigableSet<Message> order = new TreeSet<>(BY_DUE);
    private final Map<String, Message> dead = new LinkedHashMap<>();
    private long entries = 0;

    public DeadLetterQueue(Options options) {
        this.options = options;
    }

    public synchronized boolean send(String id, String body) {
        if (queue.containsKey(id) || dead.containsKey(id)) return false;
        long now = options.clock.getAsLong();
        enqueue(new Message(id, body, now), now);
        return true;
    }

    public int poll(int limit) {
        synchronized (moving) {
            int handled = 0;
            for (Message message : due(limit)) {
                if (take(message)) handled++;
            }
            return handled;
        }
    }

    public synchronized List<String> waiting() {
        return order.stream().map(message -> message.id).toList();
    }

    public synchronized List<String> deadLetters() {
        return List.copyOf(dead.keySet());
    }

    public synchronized Map<String, Object> letter(String id) {
        Message message = dead.get(id);
        if (message == null) return null;
        Map<String, Object> letter = new LinkedHashMap<>();
        letter.put("body", message.body);
        letter.put("reason", message.reason);
        letter.put("attempts", message.attempts);
        letter.put("sent", message.sentMs);
        letter.put("first", message.firstMs);
        letter.put("last", message.lastMs);
        return letter;
    }

    public boolean redrive(String id) {
        synchronized (moving) {
            Message message = dead(id);
            if (message == null) return false;
            options.unpark.accept(id);
            revive(message);
            return true;
        }
    }

    public int redriveAll() {
        synchronized (moving) {
            List<String> all = deadLetters();
            all.forEach(this::redrive);
            return all.size();
        }
    }

    /** Whether the message was handled. If not, it waits or is dead. */
    private boolean take(Message message) {
        if (message.reason == null && attempt(message)) {
            drop(message);
            return true;
        }
        if (message.reason == null) {
            putBack(message, message.lastMs);
            return false;
        }
        try {
            options.park.accept(message.id, message.reason);
        } catch (RuntimeException failed) {
            putBack(message, options.clock.getAsLong());
            return false;
        }
        bury(message);
        return false;
    }

    /** Whether the message was handled. If not, and no attempt is left, it has a reason to be parked. */
    private boolean attempt(Message message) {
        if (options.clock.getAsLong() - message.sinceMs >= options.ttlMs) {
            message.reason = "expired";
            return false;
        }
        try {
            options.handle.accept(message.id, message.body);
            return true;
        } catch (PermanentException permanent) {
            message.failed(options.clock.getAsLong());
            message.reason = "permanent";
        } catch (RuntimeException failed) {
            message.failed(options.clock.getAsLong());
            if (message.attempts >= options.maxAttempts) message.reason = "attempts";
        }
        return false;
    }

    private synchronized List<Message> due(int limit) {
        long now = options.clock.getAsLong();
        return order.stream().takeWhile(message -> message.dueMs <= now).limit(limit).toList();
    }

    private synchronized Message dead(String id) {
        return dead.get(id);
    }

    private synchronized void drop(Message message) {
        queue.remove(message.id);
        order.remove(message);
    }

    private synchronized void putBack(Message message, long failedMs) {
        enqueue(message, failedMs + options.retryDelayMs);
    }

    private synchronized void bury(Message message) {
        drop(message);
        dead.put(message.id, message);
    }

    private synchronized void revive(Message message) {
        dead.remove(message.id);
        long now = options.clock.getAsLong();
        message.begin(now);
        enqueue(message, now);
    }

    private void enqueue(Message message, long dueMs) {
        // It is found in the set by what is about to change.
        order.remove(message);
        entries++;
        message.dueMs = dueMs;
        message.entry = entries;
        order.add(message);
        queue.put(message.id, message);
    }
}
