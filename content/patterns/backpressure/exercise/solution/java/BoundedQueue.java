import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;

/** A bounded queue with credits for the consumer and a pause for the producer. Safe for several threads at once. */
public class BoundedQueue {
    /** How a queue is made. A field that is left alone keeps its default. */
    public static class Options {
        public int capacity = 16;
        public String policy = "reject";
        public int highWatermark = 12;
        public int lowWatermark = 4;
    }

    /** The queue is full and its policy is reject. */
    public static class QueueFullException extends RuntimeException {}

    /** Fewer than one item was requested. */
    public static class InvalidRequestException extends RuntimeException {}

    private final Options options;
    private final Deque<String> items = new ArrayDeque<>();
    private long credits = 0;
    private boolean isPaused = false;
    private long offered = 0;
    private long delivered = 0;
    private long dropped = 0;
    private long rejected = 0;

    public BoundedQueue(Options options) {
        this.options = options;
    }

    public synchronized Optional<String> offer(String item) {
        offered += 1;
        Optional<String> oldest = Optional.empty();
        if (items.size() >= options.capacity) {
            if (options.policy.equals("reject")) {
                rejected += 1;
                throw new QueueFullException();
            }
            dropped += 1;
            if (options.policy.equals("drop_newest")) return Optional.of(item);
            oldest = Optional.of(items.removeFirst());
        }
        items.addLast(item);
        if (items.size() >= options.highWatermark) isPaused = true;
        return oldest;
    }

    public synchronized void request(long count) {
        if (count < 1) throw new InvalidRequestException();
        credits += count;
    }

    public synchronized Optional<String> poll() {
        if (credits == 0 || items.isEmpty()) return Optional.empty();
        credits -= 1;
        delivered += 1;
        String item = items.removeFirst();
        if (items.size() <= options.lowWatermark) isPaused = false;
        return Optional.of(item);
    }

    public synchronized boolean isPaused() {
        return isPaused;
    }

    public synchronized int size() {
        return items.size();
    }

    public synchronized Map<String, Long> counts() {
        return Map.of("offered", offered, "delivered", delivered, "dropped", dropped, "rejected", rejected);
    }
}
