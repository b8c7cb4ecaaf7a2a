package compendium;

import java.lang.Thread.State;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.locks.LockSupport;

/** Sees which threads of calls side by side wait within the JDK, where they cannot hand on their turn themselves. */
final class Absence {
    static final long LOOK_NS = 100_000;
    private static final long LONG_NS = 1_000_000;
    /** Looks in a row that must find a thread waiting, as in `Rest`. */
    private static final int CALM = 2;
    private static final int CALM_ELSEWHERE = 5;
    /** Looks without a pause. */
    private static final int BRISK = 100;
    /** After so many looks a thread of the program's own that seems to run waits for the world outside. */
    private static final int OUTSIDE = 300;
    /** Looks at nobody who can go on: everybody asks again, then for the locks themselves, then that is all. */
    private static final int ASK_AGAIN = 3;
    private static final int MAKE_REAL = 6;
    private static final int FOR_EVER = 50;
    /** The same where some thread waits for a certain time. */
    private static final int FOR_EVER_TIMED = 3_000;
    private static final int MOST_LOOKS = 15_000;
    /** Processor time without a step that no method needs. */
    private static final long STUCK_NS = 600_000_000;
    /** After the last call has come back, threads of the program's own may do so much more. */
    private static final long AFTERWARDS = 20_000;
    /** Threads from before the sequence. */
    private static final Set<Thread> OLD = Collections.newSetFromMap(Collections.synchronizedMap(new WeakHashMap<>()));

    private final Rest rest;
    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private final ThreadGroup group = Thread.currentThread().getThreadGroup();
    private final int calmLooks;
    private volatile int known = -1;
    private volatile Thread stuck;
    /** How many steps had been done when the last call came back. */
    private long overAt = -1;
    /** Looks in a row at nobody who can go on, and how many steps had been done then. */
    private int calm;
    private long calmSteps;

    Absence(Rest rest) {
        this.rest = rest;
        calmLooks = rest.isExact() ? CALM : CALM_ELSEWHERE;
    }

    /** Whether there are more threads, or fewer, than when they were last counted. */
    boolean hasChanged() {
        return group.activeCount() != known;
    }

    /** Whatever other sequences have left running has nothing to do with the one that begins. */
    static void begin(Rest rest) {
        for (Thread one : all(Thread.currentThread().getThreadGroup())) {
            if (!Rest.isOfPool(one.getName())) OLD.add(one);
        }
        rest.forgetOthers();
    }

    private static List<Thread> all(ThreadGroup group) {
        Thread[] all = new Thread[group.activeCount() + 16];
        return List.of(Arrays.copyOf(all, group.enumerate(all, true)));
    }

    /** The program's own threads. */
    List<Thread> strangers() {
        known = group.activeCount();
        List<Thread> found = new ArrayList<>();
        for (Thread one : all(group)) {
            boolean ours = Driver.isMain(one) || one instanceof Worker || one instanceof Watch;
            if (!ours && !OLD.contains(one)) found.add(one);
        }
        return found;
    }

    /** Ends the operation: this thread will never come back. */
    void giveUp(Thread thread) {
        stuck = thread;
        for (;;) LockSupport.park();
    }

    private boolean waits(Turns.Member one, Turns.Member looker) {
        State state = one.thread.getState();
        if (state == State.TERMINATED) return true;
        if (state == State.RUNNABLE || state == State.NEW) return false;
        if (!rest.isExact()) return true;
        return one.task == null ? rest.othersSleep(looker == null ? null : looker.task) : rest.isAsleep(one.task);
    }

    /** Waits until everybody who is away waits, or has come to a gate. */
    void settle(Turns turns, Turns.Member looker) {
        int calm = 0;
        for (int look = 0; calm < calmLooks && look < MOST_LOOKS; look += 1) {
            turns.enrollNew();
            boolean rests = true;
            for (Turns.Member one : turns.away()) rests &= waits(one, looker) || !one.isJob && look > OUTSIDE;
            calm = rests ? calm + 1 : 0;
            if (!rests || !rest.isExact()) pause(look);
        }
    }

    private static void pause(int look) {
        if (look < BRISK) {
            Thread.yield();
            return;
        }
        try {
            Thread.sleep(1);
        } catch (InterruptedException once) {
            Thread.currentThread().interrupt();
            Thread.yield();
        }
    }

    /** Looks on until all calls have come back. Gives a thread that never will. */
    Thread supervise(Turns turns) {
        Turns.Member last = null;
        long moves = 0;
        long since = 0;
        int looks = 0;
        while (stuck == null && !isLate(turns)) {
            Turns.Member one = turns.holder();
            if (one == null) {
                if (!decide(turns)) break;
                continue;
            }
            if (one != last || one.moves != moves) {
                last = one;
                moves = one.moves;
                since = used(one.thread);
                looks = 0;
            } else if (!one.inside) {
                looks += 1;
                if (seemsToWait(one)) turns.takeFrom(one, moves);
                else if (used(one.thread) - since > STUCK_NS || looks > MOST_LOOKS) return one.thread;
            }
            if (turns.holder() != null) LockSupport.parkNanos(this, looks < BRISK ? LOOK_NS : LONG_NS);
        }
        return stuck;
    }

    /** Whether threads of the program's own go on and on though all calls have come back. */
    private boolean isLate(Turns turns) {
        if (!turns.isOver()) return false;
        if (overAt < 0) overAt = turns.steps();
        return turns.steps() > overAt + AFTERWARDS;
    }

    private long used(Thread thread) {
        return threads.isThreadCpuTimeSupported() ? Math.max(0, threads.getThreadCpuTime(thread.getId())) : 0;
    }

    private boolean seemsToWait(Turns.Member one) {
        for (int calm = 0; calm < calmLooks; calm += 1) {
            if (one.inside || !waits(one, null)) return false;
            if (!rest.isExact()) LockSupport.parkNanos(this, LOOK_NS);
        }
        return true;
    }

    /** It is nobody's turn. False when all calls have come back, or never will. */
    private boolean decide(Turns turns) {
        settle(turns, null);
        for (int look = 0; ; look += 1) {
            if (turns.goesOn()) return true;
            if (turns.isOver()) return false;
            if (isForEver(turns) || look > MOST_LOOKS) {
                stuck = turns.unfinished();
                return false;
            }
            LockSupport.parkNanos(this, LONG_NS);
        }
    }

    /** Whether nothing at all has happened in so many looks, whatever was tried to bring it on. */
    private boolean isForEver(Turns turns) {
        if (turns.steps() != calmSteps || !rest.isCalm()) calm = 0;
        calmSteps = turns.steps();
        calm += 1;
        if (calm == ASK_AGAIN) turns.askAgain(false);
        boolean isTimed = turns.isTimed();
        if (calm == (isTimed ? FOR_EVER_TIMED / 2 : ASK_AGAIN + 1)) turns.askAgain(true);
        if (calm == MAKE_REAL) turns.makeReal();
        return calm > (isTimed ? FOR_EVER_TIMED : FOR_EVER);
    }
}
