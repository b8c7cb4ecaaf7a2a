import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import java.util.function.ToLongFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A write-ahead log. Safe for several threads at once; records may be added while a flush is under way: they wait for the
 * next one.
 */
public class WriteAheadLog {
    /** The file that a log stands on. */
    public static class Options {
        public ToLongFunction<String> hash;
        public Consumer<String> write;
        public Runnable sync;
        public IntConsumer truncate;
        public IntConsumer discard;
    }

    /** The log has failed and takes nothing until it has recovered. */
    public static class LogFailedException extends RuntimeException {
        public LogFailedException(String message) {
            super(message);
        }
    }

    /** The data files are ahead of the log. */
    public static class NotDurableException extends RuntimeException {
        public NotDurableException(String message) {
            super(message);
        }
    }

    /** Records between the checkpoint and the start of the log are missing. */
    public static class MissingRecordsException extends RuntimeException {
        public MissingRecordsException(String message) {
            super(message);
        }
    }

    private static final Pattern HEAD = Pattern.compile("(\\d{1,9}):([DC]):(\\d{1,9}):");

    /** A record and how it stands in the file. */
    private static class Entry {
        final int lsn;
        final boolean isCommit;
        final String payload;
        final String text;

        Entry(int lsn, char kind, String payload, String text) {
            this.lsn = lsn;
            this.isCommit = kind == 'C';
            this.payload = payload;
            this.text = text;
        }
    }

    /** Where the commit record of this LSN ends in the file. */
    private record Commit(int lsn, int end) {}

    private final ToLongFunction<String> hash;
    private final Consumer<String> write;
    private final Runnable sync;
    private final IntConsumer truncate;
    private final IntConsumer discard;
    /** Held for the time of an operation on the file, and taken before the monitor, which is for what is in memory. */
    private final Object file = new Object();
    private int durable;
    private int last;
    private List<Entry> waiting = new ArrayList<>();
    private List<Commit> commits = new ArrayList<>();
    private int length;
    private boolean hasFailed;

    public WriteAheadLog(Options options) {
        hash = options.hash;
        write = options.write;
        sync = options.sync;
        truncate = options.truncate;
        discard = options.discard;
    }

    public int append(String payload) {
        return add('D', payload);
    }

    public int commit() {
        return add('C', "");
    }

    public int flush() {
        synchronized (file) {
            List<Entry> entries = take();
            if (entries.isEmpty()) return durable();
            StringBuilder text = new StringBuilder();
            for (Entry one : entries) text.append(one.text);
            boolean isDone = false;
            try {
                write.accept(text.toString());
                sync.run();
                isDone = true;
            } finally {
                if (!isDone) fail();
            }
            wrote(entries);
            return durable();
        }
    }

    public synchronized int durable() {
        return durable;
    }

    public void checkpoint(int lsn) {
        synchronized (file) {
            check();
            if (lsn > durable) throw new NotDurableException(lsn + " is not durable, " + durable + " is");
            int end = 0;
            for (Commit one : commits) if (one.lsn() <= lsn) end = one.end();
            if (end == 0) return;
            discard.accept(end);
            List<Commit> rest = new ArrayList<>();
            for (Commit one : commits) if (one.lsn() > lsn) rest.add(new Commit(one.lsn(), one.end() - end));
            commits = rest;
            length -= end;
        }
    }

    public List<String> recover(String contents, int checkpoint) {
        synchronized (file) {
            fail();
            List<Entry> entries = read(contents);
            if (!entries.isEmpty() && entries.get(0).lsn > checkpoint + 1) {
                throw new MissingRecordsException("the log starts at " + entries.get(0).lsn + ", after " + checkpoint);
            }
            List<Commit> found = commitsOf(entries);
            int kept = found.isEmpty() ? 0 : found.get(found.size() - 1).lsn();
            // A record after the checkpoint would leave a gap behind these.
            if (kept < checkpoint) found.clear();
            int end = found.isEmpty() ? 0 : found.get(found.size() - 1).end();
            if (end < contents.length()) truncate.accept(end);
            open(Math.max(kept, checkpoint), found, end);
            return payloadsOf(entries, checkpoint);
        }
    }

    private synchronized void open(int lsn, List<Commit> found, int end) {
        durable = lsn;
        last = lsn;
        waiting = new ArrayList<>();
        commits = found;
        length = end;
        hasFailed = false;
    }

    private synchronized void fail() {
        hasFailed = true;
    }

    private synchronized void check() {
        if (hasFailed) throw new LogFailedException("the log has failed; recover first");
    }

    private synchronized int add(char kind, String payload) {
        check();
        last++;
        waiting.add(entry(last, kind, payload));
        return last;
    }

    /** What waits, which then waits no more. */
    private synchronized List<Entry> take() {
        check();
        List<Entry> entries = waiting;
        waiting = new ArrayList<>();
        return entries;
    }

    private synchronized void wrote(List<Entry> entries) {
        for (Entry one : entries) {
            length += one.text.length();
            if (one.isCommit) commits.add(new Commit(one.lsn, length));
            durable = one.lsn;
        }
    }

    private Entry entry(int lsn, char kind, String payload) {
        String text = lsn + ":" + kind + ":" + payload.length() + ":" + payload;
        return new Entry(lsn, kind, payload, text + ":" + hash.applyAsLong(text) + "\n");
    }

    /** The good records, from the front up to the first that is not. */
    private List<Entry> read(String contents) {
        List<Entry> records = new ArrayList<>();
        Matcher head = HEAD.matcher(contents);
        int at = 0;
        while (head.region(at, contents.length()).lookingAt()) {
            int size = Integer.parseInt(head.group(3));
            if (size > contents.length() - head.end()) break;
            String payload = contents.substring(head.end(), head.end() + size);
            Entry one = entry(Integer.parseInt(head.group(1)), head.group(2).charAt(0), payload);
            if (!contents.startsWith(one.text, at)) break;
            if (!records.isEmpty() && one.lsn != records.get(records.size() - 1).lsn + 1) break;
            records.add(one);
            at += one.text.length();
        }
        return records;
    }

    private static List<Commit> commitsOf(List<Entry> entries) {
        List<Commit> found = new ArrayList<>();
        int end = 0;
        for (Entry one : entries) {
            end += one.text.length();
            if (one.isCommit) found.add(new Commit(one.lsn, end));
        }
        return found;
    }

    /** Of the transactions that the data files lack. */
    private static List<String> payloadsOf(List<Entry> entries, int checkpoint) {
        List<String> payloads = new ArrayList<>();
        List<String> transaction = new ArrayList<>();
        for (Entry one : entries) {
            if (!one.isCommit) {
                transaction.add(one.payload);
                continue;
            }
            if (one.lsn > checkpoint) payloads.addAll(transaction);
            transaction.clear();
        }
        return payloads;
    }
}
