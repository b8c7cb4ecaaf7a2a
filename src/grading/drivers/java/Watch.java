package compendium;

import java.lang.Thread.State;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Notices that an operation never ends. It counts its own looks instead of seconds, because on a starved
 * machine the looking is starved as well.
 */
final class Watch extends Thread {
    private static final int LOOK_MS = 5;
    /** An operation that has not ended after so many looks is stuck. */
    private static final int STUCK = 300;
    /** The same while it waits and other calls are in flight: a lock that is held too long is the likely cause. */
    private static final int BLOCKED = 60;
    /** So often it must be seen waiting before it is asked for what. */
    private static final int ASK = 4;
    /** So often it must be seen waiting, with no thread that could end the wait. */
    private static final int ALONE = 20;
    /** Threads of the machine itself; those of ours are known by their class. */
    private static final Set<String> SYSTEM = Set.of(
            "Reference Handler", "Finalizer", "Signal Dispatcher", "Common-Cleaner", "Notification Thread",
            "Attach Listener", "Service Thread", "main");

    private static final long TAKEN = -1;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    /** Odd while an operation runs. */
    private final AtomicLong turn = new AtomicLong();
    private volatile Run run;
    /** Processor time of the thread that was last seen to be ready. */
    private long usedNs;

    Watch() {
        super("watch");
        setDaemon(true);
    }

    /** Between this and `leave` the learner's code runs. */
    void enter(Run current) {
        run = current;
        turn.incrementAndGet();
    }

    /** Does not return when the operation was taken for stuck: its process is about to end. */
    void leave() {
        long seen = turn.get();
        while (seen == TAKEN || !turn.compareAndSet(seen, seen + 1)) LockSupport.park();
    }

    @Override
    public void run() {
        long last = 0;
        int looks = 0;
        int waits = 0;
        for (;;) {
            pause();
            long seen = turn.get();
            if (seen % 2 == 0 || seen != last) {
                last = seen;
                looks = waits = 0;
                continue;
            }
            Thread thread = run.thread();
            if (isStarved(thread)) continue;
            looks += 1;
            waits = waits(thread) ? waits + 1 : 0;
            if (isStuck(thread, looks, waits) && turn.compareAndSet(seen, TAKEN)) run.jammed();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(LOOK_MS);
        } catch (InterruptedException unlikely) {
            // Another look, sooner.
        }
    }

    /** Whether it could go on, and has had no processor since the last look; known on Linux alone. */
    private boolean isStarved(Thread thread) {
        String task = taskOf(thread);
        if (task == null || !Rest.isReady(task)) return false;
        long before = usedNs;
        usedNs = THREADS.isThreadCpuTimeSupported() ? THREADS.getThreadCpuTime(thread.getId()) : -1;
        return usedNs >= 0 && usedNs == before;
    }

    private static String taskOf(Thread thread) {
        return thread instanceof Worker ? ((Worker) thread).task() : Driver.mainTask();
    }

    /** Java says so of a thread that was woken, too, until it gets a processor. Linux does not. */
    private static boolean waits(Thread thread) {
        State state = thread.getState();
        if (state != State.BLOCKED && state != State.WAITING) return false;
        String task = taskOf(thread);
        return task == null || !Rest.isReady(task);
    }

    private boolean isStuck(Thread thread, int looks, int waits) {
        if (looks >= STUCK || waits >= BLOCKED && run.isBeside()) return true;
        if (waits >= ALONE && nobodyElse(thread)) return true;
        return waits >= ASK && waits % ASK == 0 && waitsForever(thread);
    }

    /** No thread is left that could wake it: ours wait for it, and those of the machine know nothing of it. */
    private static boolean nobodyElse(Thread thread) {
        ThreadGroup root = thread.getThreadGroup();
        while (root.getParent() != null) root = root.getParent();
        Thread[] all = new Thread[root.activeCount() + 16];
        int count = root.enumerate(all, true);
        for (int index = 0; index < count; index += 1) {
            Thread one = all[index];
            boolean ours = one == thread || one instanceof Worker || one instanceof Watch;
            if (!ours && !SYSTEM.contains(one.getName())) return false;
        }
        return count < all.length;
    }

    /** From owner to owner of locks: a ring, or one who holds his until the operation after this. */
    private boolean waitsForever(Thread thread) {
        Set<Long> seen = new HashSet<>();
        for (long id = thread.getId(); seen.add(id); ) {
            ThreadInfo info = THREADS.getThreadInfo(id);
            if (info == null) return false;
            if (run.isHeld(id)) return true;
            boolean still = info.getThreadState() == State.BLOCKED || info.getThreadState() == State.WAITING;
            if (!still || info.getLockOwnerId() < 0) return false;
            id = info.getLockOwnerId();
        }
        return true;
    }
}
