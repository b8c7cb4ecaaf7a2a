package compendium;

import java.lang.Thread.State;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * Calls side by side: threads of which one runs at a time, until a seed has another go on. At every step of the
 * program's the one that runs may hand its turn on. One that waits within the JDK is seen to wait and loses its turn;
 * one that is woken there comes to its next step by itself and waits for its turn again.
 */
final class Turns {
    /** What became of the wait for a lock: it must be waited for as usual, it has been taken, time is up. */
    enum Waited { IN_VAIN, DONE, EXPIRED }

    /** So many steps in one operation are more than any method needs. */
    private static final long MOST_STEPS = 2_000_000;
    /** After so many steps turns change less often, or a long loop would take for ever. */
    private static final long MANY_STEPS = 20_000;
    private static final int RARELY = 64;
    /** How seldom a turn ends, once in so many steps; which one it is the seed says. */
    private static final int[] STRIDES = {2, 3, 4, 6, 10};
    private static final ThreadLocal<Member> OWN = new ThreadLocal<>();
    /** Numbers in Linux of the program's own threads. */
    private static final Map<Thread, String> TASKS = Collections.synchronizedMap(new WeakHashMap<>());

    private static volatile Turns current;

    final Monitors monitors = new Monitors();
    private final Absence absence;
    private final Thread main = Thread.currentThread();
    private final List<Member> members = new ArrayList<>();
    private final int stride;
    private final Chance chance;
    private int jobs;
    /** Whose turn it is; null while nobody can go on. */
    private volatile Member holder;
    /** How many are neither at their gates nor have the turn. */
    private volatile int away;
    private volatile long steps;
    /** Locks are waited for as usual. */
    private volatile boolean isReal;
    private volatile boolean closed;

    /** One thread. */
    static final class Member {
        /** Of a job, null until it has begun. */
        volatile Thread thread;
        final boolean isJob;
        private final Turns all;
        /** Its number in Linux; null elsewhere, and until its first step. */
        volatile String task;
        /** Steps that it has done. */
        volatile long moves;
        /** It is in our code, not in the program's. */
        volatile boolean inside;
        private boolean atGate;
        private boolean done;
        private boolean timed;
        private boolean expired;
        /** How many steps had been done when it last asked for a lock in vain. */
        private long vainAt = -1;
        private boolean go;
        /** How many more turns it hands on as soon as they come. */
        private int owed;

        Member(Turns all, Thread thread, boolean isJob) {
            this.all = all;
            this.thread = thread;
            this.isJob = isJob;
        }

        /** Not by LockSupport, whose permit belongs to the program. */
        private synchronized void pass() {
            boolean interrupted = false;
            while (!go) {
                try {
                    wait();
                } catch (InterruptedException once) {
                    interrupted = true;
                }
            }
            go = false;
            if (interrupted) thread.interrupt();
        }

        private synchronized void open() {
            go = true;
            notifyAll();
        }
    }

    Turns(long seed, Rest rest) {
        absence = new Absence(rest);
        chance = new Chance((int) seed);
        stride = STRIDES[chance.draw(STRIDES.length)];
    }

    static Turns current() {
        return current;
    }

    /** Does all jobs side by side. Gives a thread that can never go on, null when all have ended. */
    Thread run(List<Runnable> all) {
        jobs = all.size();
        enrollStrangers();
        current = this;
        boolean isAlone = jobs == 1 && members.isEmpty();
        for (Runnable job : all) {
            // In their order, whichever begins first.
            Member made = join(null, true);
            if (isAlone) holder = made;
            made.thread = Worker.start(() -> work(made, job));
        }
        while (!isAlone && count(true) < jobs) LockSupport.parkNanos(this, Absence.LOOK_NS);
        Thread stuck = absence.supervise(this);
        if (stuck == null) close();
        return stuck;
    }

    private void work(Member me, Runnable job) {
        Worker own = (Worker) Thread.currentThread();
        me.thread = own;
        me.task = own.task();
        arrive(me);
        try {
            job.run();
        } finally {
            leave(me);
            Worker.release(own);
        }
    }

    /** Jobs that are at their gates, or those that are not done. */
    private synchronized int count(boolean atGate) {
        int found = 0;
        for (Member one : members) if (one.isJob && (atGate ? one.atGate : !one.done)) found += 1;
        return found;
    }

    private synchronized void close() {
        closed = true;
        current = null;
        for (Member one : members) if (one.atGate) one.open();
    }

    /** Threads that the program has started before. */
    private void enrollStrangers() {
        for (Thread one : absence.strangers()) enroll(one);
    }

    private synchronized Member enroll(Thread thread) {
        for (Member one : members) if (one.thread == thread && !one.done) return one;
        return join(thread, false);
    }

    private synchronized Member join(Thread thread, boolean isJob) {
        Member made = new Member(this, thread, isJob);
        if (thread != null) made.task = TASKS.get(thread);
        members.add(made);
        recount();
        return made;
    }

    private Member own() {
        Member known = OWN.get();
        if (known != null && known.all == this) return known;
        Member me = enroll(Thread.currentThread());
        if (me.task == null) me.task = Worker.ownTask();
        if (me.task != null) TASKS.put(me.thread, me.task);
        OWN.set(me);
        return me;
    }

    private synchronized void recount() {
        int found = 0;
        for (Member one : members) if (isAway(one)) found += 1;
        away = found;
    }

    private boolean isAway(Member one) {
        return !one.done && !one.atGate && one != holder;
    }

    synchronized List<Member> away() {
        List<Member> found = new ArrayList<>();
        for (Member one : members) if (isAway(one)) found.add(one);
        return found;
    }

    Member holder() {
        return holder;
    }

    long steps() {
        return steps;
    }

    /** The program's code is about to do something that other threads may see. */
    void step() {
        Member me = own();
        me.moves += 1;
        if (holder != me) {
            arrive(me);
            return;
        }
        steps += 1;
        if (steps > MOST_STEPS) absence.giveUp(me.thread);
        settle(me);
        if (chance.draw(steps > MANY_STEPS ? stride * RARELY : stride) == 0) handOn(me);
    }

    /** A function that the program is handed has others go on so often, if there are any. */
    static void letOthersGoOn(int count) {
        Turns all = current;
        if (all != null && count > 0) all.yieldTurns(count);
    }

    private void yieldTurns(int count) {
        Member me = own();
        me.moves += 1;
        if (holder != me) arrive(me);
        if (closed) return;
        settle(me);
        me.owed = count - 1;
        handOn(me);
        me.owed = 0;
    }

    /** Waits until whoever was woken has come to a step or waits again. */
    private void settle(Member me) {
        if (away == 0 && !absence.hasChanged()) return;
        me.inside = true;
        absence.settle(this, me);
        me.inside = false;
    }

    void enrollNew() {
        if (absence.hasChanged()) enrollStrangers();
    }

    /** Waits for a lock: others go on until the attempt to take it succeeds. */
    Waited until(BooleanSupplier attempt, boolean timed) {
        Member me = own();
        for (;;) {
            me.moves += 1;
            if (holder != me) arrive(me);
            if (closed || isReal) return Waited.IN_VAIN;
            settle(me);
            if (attempt.getAsBoolean()) return Waited.DONE;
            if (me.expired) {
                me.expired = false;
                return Waited.EXPIRED;
            }
            me.vainAt = steps;
            me.timed = timed;
            me.inside = true;
            giveAway(me, true);
            me.pass();
            me.timed = false;
            me.inside = false;
        }
    }

    /** Another goes on, if there is one; this one when its turn comes again. */
    private void handOn(Member me) {
        me.inside = true;
        if (giveAway(me, false)) me.pass();
        me.inside = false;
    }

    private synchronized boolean giveAway(Member me, boolean always) {
        List<Member> others = ready();
        if (others.isEmpty() && !always) return false;
        me.atGate = true;
        if (others.isEmpty()) rest();
        else give(nextOf(others));
        return true;
    }

    private void arrive(Member me) {
        me.inside = true;
        boolean waits;
        synchronized (this) {
            waits = !closed && holder != me;
            if (waits) {
                me.atGate = true;
                if (me.moves > 0) steps += 1;
                recount();
            }
        }
        if (waits) {
            LockSupport.unpark(main);
            me.pass();
        }
        me.inside = false;
    }

    private synchronized void leave(Member me) {
        me.done = true;
        steps += 1;
        List<Member> others = ready();
        boolean mine = holder == me;
        if (mine && (away > 0 || others.isEmpty() || absence.hasChanged())) rest();
        else if (mine) give(nextOf(others));
        recount();
    }

    /** Nobody has the turn: the thread that looks on decides. */
    private void rest() {
        holder = null;
        recount();
        LockSupport.unpark(main);
    }

    /** Those at their gates that may go on, in their order. Not those that would ask for a lock in vain again. */
    private List<Member> ready() {
        List<Member> found = new ArrayList<>();
        for (Member one : members) if (one.atGate && one.vainAt != steps) found.add(one);
        return found;
    }

    /** One of them. For those that would hand their turn on at once it is done here: to wake a thread costs more. */
    private Member nextOf(List<Member> others) {
        Member next = others.get(chance.draw(others.size()));
        while (next.owed > 0) {
            List<Member> rest = ready();
            rest.remove(next);
            if (rest.isEmpty()) break;
            next.owed -= 1;
            next = rest.get(chance.draw(rest.size()));
        }
        return next;
    }

    private void give(Member next) {
        holder = next;
        next.atGate = false;
        recount();
        next.open();
    }

    /** Takes the turn from one that waits, unless it has gone on meanwhile. */
    synchronized void takeFrom(Member one, long moves) {
        if (holder != one) return;
        holder = null;
        if (one.moves != moves || one.inside) {
            holder = one;
            return;
        }
        steps += 1;
        recount();
    }

    /** With nobody's turn: whether somebody can go on, who then does. */
    synchronized boolean goesOn() {
        List<Member> others = ready();
        if (others.isEmpty()) return false;
        give(nextOf(others));
        return true;
    }

    boolean isOver() {
        return count(false) == 0;
    }

    /** Everybody asks once more, and whoever waits for a certain time only is told that it is over. */
    synchronized void askAgain(boolean expire) {
        for (Member one : members) {
            one.vainAt = -1;
            if (expire && one.timed) one.expired = true;
        }
    }

    /** What is known of locks may be wrong: from now on they are waited for as usual. */
    synchronized void makeReal() {
        isReal = true;
        monitors.close();
        askAgain(false);
    }

    /** One that is not done. */
    synchronized Thread unfinished() {
        for (Member one : members) if (one.isJob && !one.done) return one.thread;
        return main;
    }

    /** Whether some thread waits for a certain time only. */
    synchronized boolean isTimed() {
        for (Member one : members) if (!one.done && one.thread.getState() == State.TIMED_WAITING) return true;
        return false;
    }
}
