import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The siblings of one key at one replica, told apart by dots. Safe for several threads at once. */
public class VersionedValue {
    /** How a replica is made. */
    public static class Options {
        public String node;
    }

    /** Names a write: the replica that took it, and which of its writes it was. */
    private record Dot(String node, long number) {
        boolean isIn(Map<String, Long> seen) {
            return number <= seen.getOrDefault(node, 0L);
        }
    }

    private record State(Map<Dot, String> versions, Map<String, Long> seen) {}

    private final String node;
    private final Map<Dot, String> versions = new HashMap<>();
    private final Map<String, Long> seen = new HashMap<>();

    public VersionedValue(Options options) {
        node = options.node;
    }

    public synchronized void put(String value, Map<String, Long> context) {
        versions.keySet().removeIf(dot -> dot.isIn(context));
        note(context);
        long number = seen.merge(node, 1L, Long::sum);
        versions.put(new Dot(node, number), value);
    }

    public synchronized List<String> values() {
        return versions.values().stream().sorted().collect(Collectors.toList());
    }

    public synchronized Map<String, Long> context() {
        return Map.copyOf(seen);
    }

    public void merge(VersionedValue other) {
        // One lock at a time: two replicas may merge with each other.
        take(other.state());
    }

    private synchronized State state() {
        return new State(Map.copyOf(versions), Map.copyOf(seen));
    }

    private synchronized void take(State other) {
        versions.keySet().removeIf(dot -> dot.isIn(other.seen) && !other.versions.containsKey(dot));
        other.versions.forEach((dot, value) -> {
            if (!dot.isIn(seen)) versions.put(dot, value);
        });
        note(other.seen);
    }

    /** Takes the larger entries of what was seen. */
    private void note(Map<String, Long> other) {
        other.forEach((name, number) -> seen.merge(name, number, Math::max));
    }
}
