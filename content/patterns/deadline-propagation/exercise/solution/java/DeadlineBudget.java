import java.util.Map;
import java.util.function.LongSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The time that one request may still take, handed on to its calls. Safe for several threads at once. */
public class DeadlineBudget {
    /** How a budget is made. A field that is left alone keeps its default. */
    public static class Options {
        public long timeoutMs = 1000;
        public long reserveMs = 0;
        public LongSupplier clock = System::currentTimeMillis;
    }

    /** The header is no grpc-timeout. */
    public static class InvalidTimeoutException extends RuntimeException {}

    /** No time is left for a call. */
    public static class DeadlineExceededException extends RuntimeException {}

    private static final Pattern TIMEOUT = Pattern.compile("([0-9]{1,8})([HMSmun])");
    private static final long MOST = 99_999_999;
    private static final Map<String, Long> NANOSECONDS = Map.of(
            "H", 3_600_000_000_000L, "M", 60_000_000_000L, "S", 1_000_000_000L,
            "m", 1_000_000L, "u", 1_000L, "n", 1L);

    private final long reserveMs;
    private final LongSupplier clock;
    private long latestMs;
    private long deadlineMs;

    public DeadlineBudget(Options options) {
        reserveMs = options.reserveMs;
        clock = options.clock;
        latestMs = clock.getAsLong();
        deadlineMs = latestMs + options.timeoutMs;
    }

    public synchronized long receive(String header) {
        long nowMs = nowMs();
        deadlineMs = Math.min(deadlineMs, nowMs + parse(header));
        return Math.max(0, deadlineMs - nowMs);
    }

    public synchronized long remainingMs() {
        return Math.max(0, deadlineMs - nowMs());
    }

    public synchronized boolean isExpired() {
        return nowMs() >= deadlineMs;
    }

    public synchronized long childTimeoutMs(long wantedMs) {
        long spareMs = deadlineMs - nowMs() - reserveMs;
        if (spareMs <= 0) throw new DeadlineExceededException();
        return Math.min(wantedMs, spareMs);
    }

    public String childHeader(long wantedMs) {
        long timeoutMs = childTimeoutMs(wantedMs);
        if (timeoutMs <= MOST) return timeoutMs + "m";
        if (timeoutMs / 1000 <= MOST) return timeoutMs / 1000 + "S";
        if (timeoutMs / 60_000 <= MOST) return timeoutMs / 60_000 + "M";
        return Math.min(MOST, timeoutMs / 3_600_000) + "H";
    }

    /** The latest time seen: a clock that is set back gives nothing back. */
    private long nowMs() {
        latestMs = Math.max(latestMs, clock.getAsLong());
        return latestMs;
    }

    private static long parse(String header) {
        Matcher matcher = TIMEOUT.matcher(header);
        if (!matcher.matches()) throw new InvalidTimeoutException();
        long value = Long.parseLong(matcher.group(1));
        long size = NANOSECONDS.get(matcher.group(2));
        // First divided where that is exact, as 99999999H in nanoseconds does not fit into 64 bits.
        return size >= 1_000_000 ? value * (size / 1_000_000) : value * size / 1_000_000;
    }
}
