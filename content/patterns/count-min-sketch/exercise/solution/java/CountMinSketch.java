import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;

/** Counts keys in a fixed number of counters, never too low. Safe for several threads at once. */
public class CountMinSketch {
    /** How a sketch is made. A field that is left alone keeps its default. */
    public static class Options {
        public int width = 1000;
        public int depth = 4;
        public ToLongFunction<String> hash = text -> Integer.toUnsignedLong(text.hashCode() * 0x9E3779B9);
    }

    /** A count below 1 would make estimates too low. */
    public static class InvalidCountException extends IllegalArgumentException {
        public InvalidCountException(long count) {
            super("a count is at least 1, not " + count);
        }
    }

    /** The other sketch has another shape, so that its counters mean something else. */
    public static class IncompatibleSketchException extends RuntimeException {
        public IncompatibleSketchException() {
            super("the sketches differ in shape");
        }
    }

    private final int width;
    private final int depth;
    private final ToLongFunction<String> hash;
    private final long[][] rows;
    private long total;

    public CountMinSketch(Options options) {
        this.width = options.width;
        this.depth = options.depth;
        this.hash = options.hash;
        this.rows = new long[this.depth][this.width];
    }

    public synchronized void add(String key, long count) {
        if (count < 1) throw new InvalidCountException(count);
        int[] columns = columns(key);
        for (int row = 0; row < depth; row++) rows[row][columns[row]] += count;
        total += count;
    }

    public synchronized void addAll(List<String> keys) {
        for (String key : keys) add(key, 1);
    }

    public synchronized long estimate(String key) {
        int[] columns = columns(key);
        long least = Long.MAX_VALUE;
        for (int row = 0; row < depth; row++) least = Math.min(least, rows[row][columns[row]]);
        return least;
    }

    public synchronized List<Long> estimateAll(List<String> keys) {
        List<Long> estimates = new ArrayList<>();
        for (String key : keys) estimates.add(estimate(key));
        return estimates;
    }

    public synchronized long total() {
        return total;
    }

    public int counters() {
        return width * depth;
    }

    public void merge(CountMinSketch other) {
        if (other.width != width || other.depth != depth) throw new IncompatibleSketchException();
        // One lock at a time, so that two sketches can be merged into each other at once.
        long[][] theirs = new long[depth][];
        long theirTotal;
        synchronized (other) {
            for (int row = 0; row < depth; row++) theirs[row] = other.rows[row].clone();
            theirTotal = other.total;
        }
        synchronized (this) {
            for (int row = 0; row < depth; row++) {
                for (int column = 0; column < width; column++) rows[row][column] += theirs[row][column];
            }
            total += theirTotal;
        }
    }

    /** One column for each row, all made from two hashes. */
    private int[] columns(String key) {
        long first = hash.applyAsLong(key);
        long step = hash.applyAsLong(key + "#");
        int[] columns = new int[depth];
        for (int row = 0; row < depth; row++) columns[row] = (int) ((first + row * step) % width);
        return columns;
    }
}
