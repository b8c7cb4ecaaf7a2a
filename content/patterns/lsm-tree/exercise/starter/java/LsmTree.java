// {{contract}}

import java.util.List;
import java.util.Optional;

public class LsmTree {
    /** How a tree is made. A field that is left alone keeps its default. */
    public static class Options {
        public int memtableLimit = 4;
        public int fanout = 4;
    }

    // TODO: whatever the tree must remember between calls.

    public LsmTree(Options options) {
        // TODO: keep the options.
    }

    public void put(String key, String value) {
        // TODO: write into the memtable, and flush it if it is full.
        throw new UnsupportedOperationException("put is yours to write");
    }

    public void delete(String key) {
        // TODO: write a tombstone.
        throw new UnsupportedOperationException("delete is yours to write");
    }

    public Optional<String> get(String key) {
        // TODO: the value that was written last, or empty.
        throw new UnsupportedOperationException("get is yours to write");
    }

    public List<List<String>> scan(String start, String end) {
        // TODO: key and value of each live key from start to before end (null: to the last), sorted.
        throw new UnsupportedOperationException("scan is yours to write");
    }

    public void flush() {
        // TODO: make a run of the memtable, and merge the levels that are full.
        throw new UnsupportedOperationException("flush is yours to write");
    }

    public List<List<List<String>>> runs() {
        // TODO: all runs, the newest first; an entry is a key and a value, or a key alone for a tombstone.
        throw new UnsupportedOperationException("runs is yours to write");
    }
}
