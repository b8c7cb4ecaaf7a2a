// {{contract}}

import java.util.List;
import java.util.function.ToLongFunction;

public class BloomFilter {
    /** How a filter is made. A field that is left alone keeps its default. */
    public static class Options {
        public int capacity = 1000;
        public double falsePositiveRate = 0.01;
        public ToLongFunction<String> hash = text -> Integer.toUnsignedLong(text.hashCode());
    }

    public static class IncompatibleFilterException extends RuntimeException {}

    private final ToLongFunction<String> hash;

    public BloomFilter(Options options) {
        // TODO: work out how many bits and how many positions, and make the bits.
        this.hash = options.hash;
    }

    public void add(String key) {
        // TODO: set the bits of the key.
        throw new UnsupportedOperationException("add is yours to write");
    }

    public boolean mightContain(String key) {
        // TODO: false if the key was certainly never added, else true.
        throw new UnsupportedOperationException("mightContain is yours to write");
    }

    public void addAll(List<String> keys) {
        // TODO: add every key of the list.
        throw new UnsupportedOperationException("addAll is yours to write");
    }

    public List<String> filter(List<String> keys) {
        // TODO: the keys of the list that might be contained, in its order.
        throw new UnsupportedOperationException("filter is yours to write");
    }

    public int bits() {
        // TODO: how many bits the filter has.
        throw new UnsupportedOperationException("bits is yours to write");
    }

    public int hashes() {
        // TODO: how many positions each key has.
        throw new UnsupportedOperationException("hashes is yours to write");
    }

    public void merge(BloomFilter other) {
        // TODO: add what the other holds; throw IncompatibleFilterException if the sizes differ.
        throw new UnsupportedOperationException("merge is yours to write");
    }
}
