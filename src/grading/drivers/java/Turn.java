package compendium;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.StampedLock;
import java.util.function.BooleanSupplier;

/**
 * What a program's rewritten classes call: at each step, and in place of what waits for a lock. Outside of calls
 * side by side all of it does what the JDK does. Names are those of the JDK's methods that it stands for.
 */
public final class Turn {
    private Turn() {}

    public static void step() {
        Turns all = Turns.current();
        if (all != null) all.step();
    }

    /** Before the thread asks for the monitor. */
    public static void enter(Object monitor) {
        Turns all = Turns.current();
        if (all != null && monitor != null) all.until(() -> all.monitors.isFree(monitor), false);
    }

    /** The thread has got it. */
    public static void entered(Object monitor) {
        Turns all = Turns.current();
        if (all != null) all.monitors.take(monitor);
    }

    /** Before it gives it back. */
    public static void exit(Object monitor) {
        Turns all = Turns.current();
        if (all != null) all.monitors.release(monitor);
    }

    public static void await(Object monitor) throws InterruptedException {
        await(monitor, 0, 0);
    }

    public static void await(Object monitor, long ms) throws InterruptedException {
        await(monitor, ms, 0);
    }

    public static void await(Object monitor, long ms, int nanos) throws InterruptedException {
        Turns all = Turns.current();
        int times = all == null ? 0 : all.monitors.letGo(monitor);
        try {
            monitor.wait(ms, nanos);
        } finally {
            if (times > 0) all.monitors.takeBack(monitor, times);
        }
    }

    public static void lock(Lock lock) {
        if (!taken(lock, lock::tryLock)) lock.lock();
    }

    public static void lockInterruptibly(Lock lock) throws InterruptedException {
        if (!taken(lock, lock::tryLock)) lock.lockInterruptibly();
    }

    public static boolean tryLock(Lock lock, long time, TimeUnit unit) throws InterruptedException {
        Turns.Waited waited = waited(lock, time, lock::tryLock);
        return waited == Turns.Waited.IN_VAIN ? lock.tryLock(time, unit) : waited == Turns.Waited.DONE;
    }

    public static long writeLock(StampedLock lock) {
        long[] stamp = new long[1];
        return taken(lock, () -> (stamp[0] = lock.tryWriteLock()) != 0) ? stamp[0] : lock.writeLock();
    }

    public static long readLock(StampedLock lock) {
        long[] stamp = new long[1];
        return taken(lock, () -> (stamp[0] = lock.tryReadLock()) != 0) ? stamp[0] : lock.readLock();
    }

    public static void acquire(Semaphore semaphore) throws InterruptedException {
        acquire(semaphore, 1);
    }

    public static void acquire(Semaphore semaphore, int permits) throws InterruptedException {
        if (permits < 0 || !taken(semaphore, () -> semaphore.tryAcquire(permits))) semaphore.acquire(permits);
    }

    public static void acquireUninterruptibly(Semaphore semaphore) {
        acquireUninterruptibly(semaphore, 1);
    }

    public static void acquireUninterruptibly(Semaphore semaphore, int permits) {
        boolean taken = permits >= 0 && taken(semaphore, () -> semaphore.tryAcquire(permits));
        if (!taken) semaphore.acquireUninterruptibly(permits);
    }

    public static boolean tryAcquire(Semaphore semaphore, long time, TimeUnit unit) throws InterruptedException {
        return tryAcquire(semaphore, 1, time, unit);
    }

    public static boolean tryAcquire(Semaphore semaphore, int permits, long time, TimeUnit unit) throws InterruptedException {
        Turns.Waited waited = permits < 0 ? Turns.Waited.IN_VAIN : waited(semaphore, time, () -> semaphore.tryAcquire(permits));
        return waited == Turns.Waited.IN_VAIN ? semaphore.tryAcquire(permits, time, unit) : waited == Turns.Waited.DONE;
    }

    /** Whether the lock has been taken; else it is to be waited for as usual. */
    private static boolean taken(Object lock, BooleanSupplier attempt) {
        Turns all = Turns.current();
        return all != null && isOfJdk(lock) && all.until(attempt, false) == Turns.Waited.DONE;
    }

    private static Turns.Waited waited(Object lock, long time, BooleanSupplier attempt) {
        Turns all = Turns.current();
        if (all == null || !isOfJdk(lock) || time <= 0) return Turns.Waited.IN_VAIN;
        return all.until(attempt, true);
    }

    /** Of a lock of the program's own nobody knows what it does. */
    private static boolean isOfJdk(Object lock) {
        return lock != null && lock.getClass().getClassLoader() == null && !Thread.currentThread().isInterrupted();
    }
}
