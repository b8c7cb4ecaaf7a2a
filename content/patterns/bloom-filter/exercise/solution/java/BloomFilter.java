import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.ToLongFunction;

/** A set that takes few bits for each key, and sometimes says yes to one too many. Safe for several threads. */
public class BloomFilter {
    /** How a filter is made. A field that is left alone keeps its default. */
    public static class Options {
        public int capacity = 1000;
        public double falsePositiveRate = 0.01;
        public ToLongFunction<String> hash = text -> Integer.toUnsignedLong(text.hashCode() * 0x9E3779B9);
    }

    /** The other filter has another size, so that its positions mean something else. */
    public static class IncompatibleFilterException extends RuntimeException {
        public IncompatibleFilterException() {
            super("the filters differ in size");
        }
    }

    private static final double LN2 = Math.log(2);

    private final int bits;
    private final int hashes;
    private final ToLongFunction<String> hash;
    private final BitSet words;

    public BloomFilter(Options options) {
        bits = (int) Math.ceil(-options.capacity * Math.log(options.falsePositiveRate) / (LN2 * LN2));
        hashes = (int) Math.max(1, Math.round((double) bits / options.capacity * LN2));
        hash = options.hash;
        words = new BitSet(bits);
    }

    public synchronized void add(String key) {
        for (int position : positions(key)) words.set(position);
    }

    public synchronized boolean mightContain(String key) {
        for (int position : positions(key)) {
            if (!words.get(position)) return false;
        }
        return true;
    }

    public synchronized void addAll(List<String> keys) {
        for (String key : keys) add(key);
    }

    public synchronized List<String> filter(List<String> keys) {
        List<String> found = new ArrayList<>();
        for (String key : keys) {
            if (mightContain(key)) found.add(key);
        }
        return found;
    }

    public int bits() {
        return bits;
    }

    public int hashes() {
        return hashes;
    }

    public void merge(BloomFilter other) {
        if (other.bits != bits || other.hashes != hashes) throw new IncompatibleFilterException();
        // One lock at a time, so that two filters can be merged into each other at once.
        BitSet theirs;
        synchronized (other) {
            theirs = (BitSet) other.words.clone();
        }
        synchronized (this) {
            words.or(theirs);
        }
    }

    /** Two hashes make them all: Kirsch and Mitzenmacher, Less Hashing, Same Performance. */
    private int[] positions(String key) {
        long first = hash.applyAsLong(key);
        long step = hash.applyAsLong(key + "#");
        int[] positions = new int[hashes];
        for (int index = 0; index < hashes; index++) positions[index] = (int) ((first + index * step) % bits);
        return positions;
    }
}
