// {{contract}}

import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.BinaryOperator;

public class TransactionalOutbox {
    /** How an outbox is made. A number that is left alone keeps its default. */
    public static class Options {
        public int maxAttempts = 5;
        public BiConsumer<String, String> publish;
    }

    public static class MessageRejectedException extends RuntimeException {
        public MessageRejectedException(String message) {
            super(message);
        }
    }

    private final Options options;

    public TransactionalOutbox(Options options) {
        this.options = options;
    }

    public List<String> update(List<String> keys, BinaryOperator<String> compute) {
        // TODO: compute the new values; then write them and their events in one step; return the ids.
        throw new UnsupportedOperationException("update is yours to write");
    }

    public String get(String key) {
        // TODO: the committed value, or "".
        throw new UnsupportedOperationException("get is yours to write");
    }

    public int poll(int batch) {
        // TODO: publish what is due, at most that many calls; return how many events were published.
        throw new UnsupportedOperationException("poll is yours to write");
    }

    public List<String> pending() {
        // TODO: the ids that are neither published nor parked.
        throw new UnsupportedOperationException("pending is yours to write");
    }

    public List<String> parked() {
        // TODO: the ids that are parked.
        throw new UnsupportedOperationException("parked is yours to write");
    }

    public boolean release(String id) {
        // TODO: make a parked event pending again.
        throw new UnsupportedOperationException("release is yours to write");
    }
}
