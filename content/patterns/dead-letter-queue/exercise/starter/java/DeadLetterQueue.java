// {{contract}}

import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

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

    public static class PermanentException extends RuntimeException {
        public PermanentException(String message) {
            super(message);
        }
    }

    private final Options options;

    public DeadLetterQueue(Options options) {
        this.options = options;
    }

    public boolean send(String id, String body) {
        // TODO: put the message into the queue, unless its id is there or dead.
        throw new UnsupportedOperationException("send is yours to write");
    }

    public int poll(int limit) {
        // TODO: take up to that many messages that are due; return how many were handled.
        throw new UnsupportedOperationException("poll is yours to write");
    }

    public List<String> waiting() {
        // TODO: the ids in the queue, in the order in which they fall due.
        throw new UnsupportedOperationException("waiting is yours to write");
    }

    public List<String> deadLetters() {
        // TODO: the ids of the dead, in the order in which they were parked.
        throw new UnsupportedOperationException("deadLetters is yours to write");
    }

    public Map<String, Object> letter(String id) {
        // TODO: body, reason, attempts, sent, first and last of a dead message, or null.
        throw new UnsupportedOperationException("letter is yours to write");
    }

    public boolean redrive(String id) {
        // TODO: bring a dead message back into the queue.
        throw new UnsupportedOperationException("redrive is yours to write");
    }

    public int redriveAll() {
        // TODO: bring all of them back, the one that was parked first in front.
        throw new UnsupportedOperationException("redriveAll is yours to write");
    }
}
