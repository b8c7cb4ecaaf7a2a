import java.util.List;
import java.util.function.ToLongFunction;

/** Estimates how many different keys have come, in a fixed number of registers. Safe for several threads at once. */
public class HyperLogLog {
    /** How an estimator is made. A field that is left alone keeps its default. */
    public static class Options {
        public int precision = 12;
        public ToLongFunction<String> hash = text -> Integer.toUnsignedLong(text.hashCode() * 0x9E3779B9);
    }

    /** The other estimator has another precision, so that its registers mean something else. */
    public static class IncompatibleEstimatorException extends RuntimeException {
        public IncompatibleEstimatorException() {
            super("the estimators differ in precision");
        }
    }

    private final int precision;
    private final ToLongFunction<String> hash;
    private final byte[] ranks;

    public HyperLogLog(Options options) {
        this.precision = options.precision;
        this.hash = options.hash;
        this.ranks = new byte[1 << options.precision];
    }

    /** The first bits of the hash choose the register; the place of the first 1 in the rest is the rank. */
    public synchronized void add(String key) {
        int hashed = (int) hash.applyAsLong(key);
        int index = hashed >>> (32 - precision);
        int zeros = Math.min(Integer.numberOfLeadingZeros(hashed << precision), 32 - precision);
        int rank = zeros + 1;
        ranks[index] = (byte) Math.max(ranks[index], rank);
    }

    public synchronized void addAll(List<String> keys) {
        for (String key : keys) add(key);
    }

    public synchronized long count() {
        double size = ranks.length;
        int zeros = 0;
        double sum = 0;
        for (byte rank : ranks) {
            if (rank == 0) zeros++;
            sum += Math.scalb(1.0, -rank);
        }
        double alpha = 0.7213 / (1 + 1.079 / size);
        double estimate = alpha * size * size / sum;
        // Few keys: how many registers are still empty tells more than their ranks.
        if (estimate <= 2.5 * size && zeros > 0) estimate = size * Math.log(size / zeros);
        return Math.round(estimate);
    }

    public int registers() {
        return ranks.length;
    }

    public void merge(HyperLogLog other) {
        if (other.precision != precision) throw new IncompatibleEstimatorException();
        // One lock at a time, so that two estimators can be merged into each other at once.
        byte[] theirs;
        synchronized (other) {
            theirs = other.ranks.clone();
        }
        synchronized (this) {
            for (int index = 0; index < ranks.length; index++) {
                ranks[index] = (byte) Math.max(ranks[index], theirs[index]);
            }
        }
    }
}
