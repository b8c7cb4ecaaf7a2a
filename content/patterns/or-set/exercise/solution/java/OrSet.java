import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * A replicated set in which adds win, without tombstones. Kept are the tags that are in, and how many adds of each
 * replica were seen; a tag that was seen and is not in was removed. Safe for several threads at once.
 */
public class OrSet {
    /** How a set is made. */
    public static class Options {
        public String replica;
    }

    /** One add: the count-th of its replica. */
    private record Tag(String replica, long count) {}

    /** All that a replica knows. */
    private record State(Map<String, Set<Tag>> tags, Map<String, Long> seen) {}

    private final String replica;
    private Map<String, Set<Tag>> tags = new TreeMap<>();
    private final Map<String, Long> seen = new HashMap<>();

    public OrSet(Options options) {
        replica = options.replica;
    }

    public synchronized void add(String element) {
        long count = seen.merge(replica, 1L, Long::sum);
        // Whoever has seen this tag has seen the ones that it replaces.
        tags.put(element, Set.of(new Tag(replica, count)));
    }

    public synchronized boolean remove(String element) {
        return tags.remove(element) != null;
    }

    public synchronized boolean contains(String element) {
        return tags.containsKey(element);
    }

    public synchronized List<String> elements() {
        return List.copyOf(tags.keySet());
    }

    public void merge(OrSet other) {
        // Never both locks at once: two replicas may merge each other at the same time.
        State theirs = other.snapshot();
        takeIn(theirs);
    }

    private synchronized State snapshot() {
        return new State(new HashMap<>(tags), new HashMap<>(seen));
    }

    private synchronized void takeIn(State other) {
        Map<String, Set<Tag>> merged = new TreeMap<>();
        keep(merged, tags, other.tags(), other.seen());
        keep(merged, other.tags(), tags, seen);
        tags = merged;
        other.seen().forEach((name, count) -> seen.merge(name, count, Math::max));
    }

    /** Adds the tags that the others hold too, or have not seen: those in between they have removed. */
    private static void keep(
            Map<String, Set<Tag>> merged,
            Map<String, Set<Tag>> own,
            Map<String, Set<Tag>> others,
            Map<String, Long> seenByOthers) {
        own.forEach((element, all) -> {
            for (Tag tag : all) {
                boolean isHeld = others.getOrDefault(element, Set.of()).contains(tag);
                boolean isSeen = tag.count() <= seenByOthers.getOrDefault(tag.replica(), 0L);
                if (isHeld || !isSeen) merged.computeIfAbsent(element, key -> new HashSet<>()).add(tag);
            }
        });
    }
}
