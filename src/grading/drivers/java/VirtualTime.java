package compendium;

/** The clock that a program is given. It moves only by operations and by the given sleep. */
final class VirtualTime {
    private static long nowMs;

    private VirtualTime() {}

    static synchronized void reset(long startMs) {
        nowMs = startMs;
    }

    static synchronized long nowMs() {
        return nowMs;
    }

    static synchronized void advance(long ms) {
        nowMs += ms;
    }
}
