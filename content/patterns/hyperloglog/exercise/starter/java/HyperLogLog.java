// {{contract}}

import java.util.List;
import java.util.function.ToLongFunction;

public class HyperLogLog {
    /** How an estimator is made. A field that is left alone keeps its default. */
    public static class Options {
        public int precision = 12;
        public ToLongFunction<String> hash = text -> Integer.toUnsignedLong(text.hashCode());
    }

    public static class IncompatibleEstimatorException extends RuntimeException {}

    private final ToLongFunction<String> hash;

    public HyperLogLog(Options options) {
        // TODO: make the registers.
        this.hash = options.hash;
    }

    public void add(String key) {
        // TODO: find the register and the rank of the key, and keep the largest rank.
        throw new UnsupportedOperationException("add is yours to write");
    }

    public void addAll(List<String> keys) {
        // TODO: note every key of the list.
        throw new UnsupportedOperationException("addAll is yours to write");
    }

    public long count() {
        // TODO: about how many different keys have come.
        throw new UnsupportedOperationException("count is yours to write");
    }

    public int registers() {
        // TODO: how many registers there are.
        throw new UnsupportedOperationException("registers is yours to write");
    }

    public void merge(HyperLogLog other) {
        // TODO: note what the other has noted; throw IncompatibleEstimatorException if the precision differs.
        throw new UnsupportedOperationException("merge is yours to write");
    }
}
