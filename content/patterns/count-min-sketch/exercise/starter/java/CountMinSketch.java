// {{contract}}

import java.util.List;
import java.util.function.ToLongFunction;

public class CountMinSketch {
    /** How a sketch is made. A field that is left alone keeps its default. */
    public static class Options {
        public int width = 1000;
        public int depth = 4;
        public ToLongFunction<String> hash = text -> Integer.toUnsignedLong(text.hashCode());
    }

    public static class InvalidCountException extends RuntimeException {}

    public static class IncompatibleSketchException extends RuntimeException {}

    private final ToLongFunction<String> hash;

    public CountMinSketch(Options options) {
        // TODO: keep the shape, and make the counters.
        this.hash = options.hash;
    }

    public void add(String key, long count) {
        // TODO: count the key `count` times more; throw InvalidCountException if it is below 1.
        throw new UnsupportedOperationException("add is yours to write");
    }

    public void addAll(List<String> keys) {
        // TODO: count each key of the list once.
        throw new UnsupportedOperationException("addAll is yours to write");
    }

    public long estimate(String key) {
        // TODO: how often the key came at most.
        throw new UnsupportedOperationException("estimate is yours to write");
    }

    public List<Long> estimateAll(List<String> keys) {
        // TODO: the estimate of each key, in the order of the list.
        throw new UnsupportedOperationException("estimateAll is yours to write");
    }

    public long total() {
        // TODO: the sum of all counts.
        throw new UnsupportedOperationException("total is yours to write");
    }

    public int counters() {
        // TODO: how many counters there are, all rows together.
        throw new UnsupportedOperationException("counters is yours to write");
    }

    public void merge(CountMinSketch other) {
        // TODO: add what the other counted; throw IncompatibleSketchException if the shapes differ.
        throw new UnsupportedOperationException("merge is yours to write");
    }
}
