// {{contract}}

import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import java.util.function.ToLongFunction;

public class WriteAheadLog {
    /** The file that a log stands on. */
    public static class Options {
        public ToLongFunction<String> hash;
        public Consumer<String> write;
        public Runnable sync;
        public IntConsumer truncate;
        public IntConsumer discard;
    }

    public static class LogFailedException extends RuntimeException {
        public LogFailedException(String message) {
            super(message);
        }
    }

    public static class NotDurableException extends RuntimeException {
        public NotDurableException(String message) {
            super(message);
        }
    }

    public static class MissingRecordsException extends RuntimeException {
        public MissingRecordsException(String message) {
            super(message);
        }
    }

    private final Options options;

    public WriteAheadLog(Options options) {
        this.options = options;
    }

    public int append(String payload) {
        // TODO: let a data record wait; return its LSN.
        throw new UnsupportedOperationException("append is yours to write");
    }

    public int commit() {
        // TODO: let a commit record wait; return its LSN.
        throw new UnsupportedOperationException("commit is yours to write");
    }

    public int flush() {
        // TODO: write all that waits, sync, and return how far the log is durable.
        throw new UnsupportedOperationException("flush is yours to write");
    }

    public int durable() {
        // TODO: how far the log is durable.
        throw new UnsupportedOperationException("durable is yours to write");
    }

    public void checkpoint(int lsn) {
        // TODO: discard the transactions at the front that the data files hold.
        throw new UnsupportedOperationException("checkpoint is yours to write");
    }

    public List<String> recover(String contents, int checkpoint) {
        // TODO: read what is good, cut off the rest, return the payloads that the data files lack.
        throw new UnsupportedOperationException("recover is yours to write");
    }
}
