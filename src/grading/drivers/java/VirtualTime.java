package compendium;

/** Virtual time: the clock that a program is given, and the system's clocks unless a sequence freezes them. */
final class VirtualTime {
    /** Far from the given clock: who mixes the two shall not be right by accident. */
    private static final long FROZEN_MS = 1_700_000_000_000L;

    private static long nowMs;
    private static boolean frozen;

    private VirtualTime() {}

    static synchronized void reset(long startMs, boolean freeze) {
        nowMs = startMs;
        frozen = freeze;
    }

    static synchronized long nowMs() {
        return nowMs;
    }

    static synchronized long systemMs() {
        return frozen ? FROZEN_MS : nowMs;
    }

    static synchronized void advance(long ms) {
        nowMs += ms;
    }
}
