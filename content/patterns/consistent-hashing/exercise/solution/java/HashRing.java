import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.ToLongFunction;
import java.util.zip.CRC32;

/** Consistent hashing: points in a sorted set. Safe for several threads at once. */
public class HashRing {
    /** How a ring is made. A field that is left alone keeps its default. */
    public static class Options {
        public int virtualNodes = 64;
        public ToLongFunction<String> hash = HashRing::crc32;
    }

    private record Point(long position, String node) {}

    private static final Comparator<Point> BY_PLACE =
            Comparator.comparingLong(Point::position).thenComparing(Point::node);

    private final int virtualNodes;
    private final ToLongFunction<String> hash;
    private final Map<String, Integer> weights = new TreeMap<>();
    private final TreeSet<Point> points = new TreeSet<>(BY_PLACE);

    public HashRing(Options options) {
        virtualNodes = options.virtualNodes;
        hash = options.hash;
    }

    public synchronized boolean addNode(String node, int weight) {
        boolean isNew = !weights.containsKey(node);
        if (!isNew) dropPoints(node);
        weights.put(node, weight);
        for (int index = 0; index < virtualNodes * weight; index++) {
            points.add(new Point(hash.applyAsLong(node + "#" + index), node));
        }
        return isNew;
    }

    public synchronized boolean removeNode(String node) {
        if (weights.remove(node) == null) return false;
        dropPoints(node);
        return true;
    }

    public synchronized Optional<String> owner(String key) {
        if (points.isEmpty()) return Optional.empty();
        Point next = points.ceiling(placeOf(key));
        return Optional.of(next == null ? points.first().node() : next.node());
    }

    public synchronized List<String> owners(String key, int count) {
        Point place = placeOf(key);
        Set<String> found = new LinkedHashSet<>();
        collect(points.tailSet(place, true), found, count);
        collect(points.headSet(place, false), found, count);
        return new ArrayList<>(found);
    }

    public synchronized List<String> nodes() {
        return new ArrayList<>(weights.keySet());
    }

    private void collect(Set<Point> part, Set<String> found, int count) {
        for (Point point : part) {
            if (found.size() >= count) return;
            found.add(point.node());
        }
    }

    /** Before every point at the place of the key, because no name is smaller than the empty one. */
    private Point placeOf(String key) {
        return new Point(hash.applyAsLong(key), "");
    }

    private void dropPoints(String node) {
        points.removeIf(point -> point.node().equals(node));
    }

    private static long crc32(String text) {
        CRC32 sum = new CRC32();
        sum.update(text.getBytes(StandardCharsets.UTF_8));
        return sum.getValue();
    }
}
