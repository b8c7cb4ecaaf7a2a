import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/** A hash tree over buckets of keys and values, kept up to date from the changed bucket to the root. Safe for several threads at once. */
public class MerkleTree {
    /** How a tree is made. The number of buckets is a power of two. */
    public static class Options {
        public int buckets = 16;
        public ToLongFunction<String> hash;
    }

    /** The other tree has another number of buckets. */
    public static class IncompatibleTreeException extends RuntimeException {
        public IncompatibleTreeException(String message) {
            super(message);
        }
    }

    /** Copies of all that a tree holds. */
    private record State(long[] nodes, List<Map<String, String>> buckets) {}

    private final ToLongFunction<String> hash;
    private final int size;
    private final List<TreeMap<String, String>> buckets = new ArrayList<>();
    /** As in a heap: 1 is the root, n has the children 2n and 2n + 1, and the buckets come last. */
    private final long[] nodes;
    private int compared;

    public MerkleTree(Options options) {
        hash = options.hash;
        size = options.buckets;
        nodes = new long[2 * size];
        for (int index = 0; index < size; index += 1) {
            buckets.add(new TreeMap<>());
            nodes[size + index] = leaf(buckets.get(index));
        }
        for (int node = size - 1; node >= 1; node -= 1) nodes[node] = parent(nodes[2 * node], nodes[2 * node + 1]);
    }

    public synchronized void put(String key, String value) {
        buckets.get(index(key)).put(key, value);
        refresh(index(key));
    }

    public synchronized boolean remove(String key) {
        boolean wasThere = buckets.get(index(key)).remove(key) != null;
        refresh(index(key));
        return wasThere;
    }

    public synchronized long root() {
        return nodes[1];
    }

    public List<String> diff(MerkleTree other) {
        if (other.size != size) throw new IncompatibleTreeException(other.size + " buckets and not " + size);
        // Never both locks at once: two trees may compare themselves with each other at the same time.
        return difference(other.snapshot());
    }

    public synchronized int compared() {
        return compared;
    }

    public synchronized Map<String, String> entries(String key) {
        return new HashMap<>(buckets.get(index(key)));
    }

    public synchronized List<Long> proof(String key) {
        List<Long> proof = new ArrayList<>();
        for (int node = size + index(key); node > 1; node /= 2) proof.add(nodes[node ^ 1]);
        return proof;
    }

    public boolean verify(String key, Map<String, String> entries, List<Long> proof, long root) {
        int index = index(key);
        if (entries.keySet().stream().anyMatch(one -> index(one) != index)) return false;
        int node = size + index;
        long computed = leaf(new TreeMap<>(entries));
        for (long neighbour : proof) {
            computed = node % 2 == 0 ? parent(computed, neighbour) : parent(neighbour, computed);
            node /= 2;
        }
        // A proof that is too short or too long does not end at the root.
        return node == 1 && computed == root;
    }

    private int index(String key) {
        return (int) (hash.applyAsLong(key) % size);
    }

    private long leaf(TreeMap<String, String> entries) {
        return hash.applyAsLong(entries.entrySet().stream()
                .map(entry -> hash.applyAsLong(entry.getKey()) + ":" + hash.applyAsLong(entry.getValue()))
                .collect(Collectors.joining(",", "leaf:", "")));
    }

    private long parent(long left, long right) {
        return hash.applyAsLong("node:" + left + "," + right);
    }

    private void refresh(int index) {
        int node = size + index;
        nodes[node] = leaf(buckets.get(index));
        for (node /= 2; node >= 1; node /= 2) nodes[node] = parent(nodes[2 * node], nodes[2 * node + 1]);
    }

    private synchronized List<String> difference(State other) {
        compared = 0;
        Set<String> keys = new TreeSet<>();
        for (int index : differing(other.nodes(), 1)) {
            Map<String, String> mine = buckets.get(index);
            Map<String, String> theirs = other.buckets().get(index);
            Set<String> all = new HashSet<>(mine.keySet());
            all.addAll(theirs.keySet());
            all.removeIf(key -> Objects.equals(mine.get(key), theirs.get(key)));
            keys.addAll(all);
        }
        return new ArrayList<>(keys);
    }

    /** The buckets below the node whose hashes differ. */
    private List<Integer> differing(long[] theirs, int node) {
        compared += 1;
        if (nodes[node] == theirs[node]) return List.of();
        if (node >= size) return List.of(node - size);
        List<Integer> below = new ArrayList<>(differing(theirs, 2 * node));
        below.addAll(differing(theirs, 2 * node + 1));
        return below;
    }

    private synchronized State snapshot() {
        List<Map<String, String>> copies = new ArrayList<>();
        for (Map<String, String> bucket : buckets) copies.add(new HashMap<>(bucket));
        return new State(nodes.clone(), copies);
    }
}
