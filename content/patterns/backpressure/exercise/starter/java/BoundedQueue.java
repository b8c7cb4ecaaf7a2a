// {{contract}}

import java.util.Map;
import java.util.Optional;

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

    // TODO: whatever the queue must remember between calls.

    public BoundedQueue(Options options) {
        // TODO: keep the options.
    }

    public Optional<String> offer(String item) {
        // TODO: take it in, or do what the policy says; the item that was dropped, or empty.
        throw new UnsupportedOperationException("offer is yours to write");
    }

    public void request(long count) {
        // TODO: the consumer is ready for so many items more.
        throw new UnsupportedOperationException("request is yours to write");
    }

    public Optional<String> poll() {
        // TODO: the oldest item for one credit, or empty.
        throw new UnsupportedOperationException("poll is yours to write");
    }

    public boolean isPaused() {
        // TODO: whether the producer is to pause.
        throw new UnsupportedOperationException("isPaused is yours to write");
    }

    public int size() {
        // TODO: how many items there are.
        throw new UnsupportedOperationException("size is yours to write");
    }

    public Map<String, Long> counts() {
        // TODO: offered, delivered, dropped and rejected, by name.
        throw new UnsupportedOperationException("counts is yours to write");
    }
}
