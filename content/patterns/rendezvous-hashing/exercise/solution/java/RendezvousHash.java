import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import java.util.zip.CRC32;

/** Rendezvous hashing: every node has a score for every key, and the highest wins. Safe for several threads at once. */
public class RendezvousHash {
    /** How it is made. A field that is left alone keeps its default. */
    public static class Options {
        public ToLongFunction<String> hash = RendezvousHash::crc32;
    }

    private record Scored(String node, long score) {}

    private static final Comparator<Scored> BEST_FIRST =
            Comparator.comparingLong(Scored::score).reversed().thenComparing(Scored::node);

    private final ToLongFunction<String> hash;
    private final Map<String, Integer> weights = new TreeMap<>();

    public RendezvousHash(Options options) {
        hash = options.hash;
    }

    public synchronized boolean addNode(String node, int weight) {
        return weights.put(node, weight) == null;
    }

    public synchronized boolean removeNode(String node) {
        return weights.remove(node) != null;
    }

    public Optional<String> owner(String key) {
        return owners(key, 1).stream().findFirst();
    }

    public synchronized List<String> owners(String key, int count) {
        List<Scored> scored = new ArrayList<>();
        weights.forEach((node, weight) -> scored.add(new Scored(node, score(node, weight, key))));
        return scored.stream().sorted(BEST_FIRST).limit(count).map(Scored::node).toList();
    }

    public synchronized List<String> nodes() {
        return new ArrayList<>(weights.keySet());
    }

    private long score(String node, int weight, String key) {
        long best = -1;
        for (int ticket = 0; ticket < weight; ticket++) {
            best = Math.max(best, hash.applyAsLong(node + "#" + ticket + "#" + key));
        }
        return best;
    }

    private static long crc32(String text) {
        CRC32 sum = new CRC32();
        sum.update(text.getBytes(StandardCharsets.UTF_8));
        return sum.getValue();
    }
}
