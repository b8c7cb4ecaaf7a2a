package compendium;

import java.util.ArrayList;
import java.util.List;

/** Virtual time: the clock that a program is given, and the system's clocks unless a sequence freezes them. */
final class VirtualTime {
    /** Later than anything. */
    static final long NEVER = Long.MAX_VALUE / 4;
    /** Far from the given clock: who mixes the two shall not be right by accident. */
    private static final long FROZEN_MS = 1_700_000_000_000L;

    private static final List<Timer> TIMERS = new ArrayList<>();
    private static long nowMs;
    private static boolean frozen;
    private static boolean flying;

    private VirtualTime() {}

    /** Something that is due at a moment of virtual time. */
    static final class Timer {
        private final long dueMs;
        /** Of the scheduler that a program is given: it goes on while the system's clocks stand still. */
        private final boolean given;
        private final Runnable fire;

        private Timer(long dueMs, boolean given, Runnable fire) {
            this.dueMs = dueMs;
            this.given = given;
            this.fire = fire;
        }
    }

    /** Timers of the sequence before never fire. */
    static synchronized void reset(long startMs, boolean freeze) {
        nowMs = startMs;
        frozen = freeze;
        flying = false;
        TIMERS.clear();
    }

    /** From now on calls are in flight side by side: who sleeps waits until the grader lets time pass. */
    static synchronized void fly() {
        flying = true;
    }

    static synchronized boolean isFlying() {
        return flying;
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

    static synchronized Timer set(long ms, boolean given, Runnable fire) {
        Timer made = new Timer(nowMs + Math.max(0, ms), given, fire);
        TIMERS.add(made);
        return made;
    }

    static synchronized void cancel(Timer timer) {
        TIMERS.remove(timer);
    }

    static synchronized boolean isDue(long targetMs) {
        return first(targetMs) != null;
    }

    /** Fires what is due first by then, at its time. False when there is nothing. */
    static boolean fireNext(long targetMs) {
        Timer due;
        synchronized (VirtualTime.class) {
            due = first(targetMs);
            if (due == null) return false;
            TIMERS.remove(due);
            nowMs = Math.max(nowMs, due.dueMs);
        }
        due.fire.run();
        return true;
    }

    /** In the order of time, then of setting. */
    private static Timer first(long targetMs) {
        Timer found = null;
        for (Timer one : TIMERS) {
            boolean counts = one.dueMs <= targetMs && (one.given || !frozen);
            if (counts && (found == null || one.dueMs < found.dueMs)) found = one;
        }
        return found;
    }
}
