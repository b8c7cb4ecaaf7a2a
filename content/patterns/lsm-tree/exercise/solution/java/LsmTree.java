import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A log-structured merge-tree: a memtable, and sorted runs on levels that are never changed, only merged. Safe for
 * several threads at once.
 */
public class LsmTree {
    /** How a tree is made. A field that is left alone keeps its default. */
    public static class Options {
        public int memtableLimit = 4;
        public int fanout = 4;
    }

    private final int limit;
    private final int fanout;
    /** An empty value is a tombstone, here and in runs. */
    private NavigableMap<String, Optional<String>> memtable = new TreeMap<>();
    /** Level 0 first, on each level the newest run first. */
    private final List<List<NavigableMap<String, Optional<String>>>> levels = new ArrayList<>();

    public LsmTree(Options options) {
        limit = options.memtableLimit;
        fanout = options.fanout;
    }

    public void put(String key, String value) {
        write(key, Optional.of(value));
    }

    public void delete(String key) {
        write(key, Optional.empty());
    }

    public synchronized Optional<String> get(String key) {
        for (NavigableMap<String, Optional<String>> source : sources()) {
            Optional<String> found = source.get(key);
            if (found != null) return found;
        }
        return Optional.empty();
    }

    public synchronized List<List<String>> scan(String start, String end) {
        if (end != null && end.compareTo(start) <= 0) return List.of();
        List<NavigableMap<String, Optional<String>>> parts = new ArrayList<>();
        for (NavigableMap<String, Optional<String>> source : sources()) {
            parts.add(end == null ? source.tailMap(start, true) : source.subMap(start, true, end, false));
        }
        List<List<String>> found = new ArrayList<>();
        merge(parts).forEach((key, value) -> value.ifPresent(it -> found.add(List.of(key, it))));
        return found;
    }

    public synchronized void flush() {
        if (memtable.isEmpty()) return;
        level(0).add(0, memtable);
        memtable = new TreeMap<>();
        mergeFull(0);
    }

    public synchronized List<List<List<String>>> runs() {
        List<List<List<String>>> told = new ArrayList<>();
        for (NavigableMap<String, Optional<String>> run : sources().subList(1, sources().size())) {
            List<List<String>> entries = new ArrayList<>();
            run.forEach((key, value) -> entries.add(value.map(it -> List.of(key, it)).orElse(List.of(key))));
            told.add(entries);
        }
        return told;
    }

    private synchronized void write(String key, Optional<String> value) {
        memtable.put(key, value);
        if (memtable.size() >= limit) flush();
    }

    /** The memtable and all runs, the newest first. */
    private List<NavigableMap<String, Optional<String>>> sources() {
        List<NavigableMap<String, Optional<String>>> all = new ArrayList<>();
        all.add(memtable);
        levels.forEach(all::addAll);
        return all;
    }

    private List<NavigableMap<String, Optional<String>>> level(int index) {
        while (levels.size() <= index) levels.add(new ArrayList<>());
        return levels.get(index);
    }

    /** Merges a full level into the next, and that one if it is full then. */
    private void mergeFull(int index) {
        if (level(index).size() < fanout) return;
        NavigableMap<String, Optional<String>> merged = merge(level(index));
        levels.set(index, new ArrayList<>());
        // Where nothing older is left, there is nothing that a tombstone could hide.
        boolean isOldest = levels.subList(index + 1, levels.size()).stream().allMatch(List::isEmpty);
        if (isOldest) merged.values().removeIf(Optional::isEmpty);
        if (!merged.isEmpty()) level(index + 1).add(0, merged);
        mergeFull(index + 1);
    }

    /** One run of several, the newest of which comes first. */
    private static NavigableMap<String, Optional<String>> merge(List<NavigableMap<String, Optional<String>>> runs) {
        NavigableMap<String, Optional<String>> merged = new TreeMap<>();
        for (int index = runs.size() - 1; index >= 0; index--) merged.putAll(runs.get(index));
        return merged;
    }
}
