package compendium;

import java.util.IdentityHashMap;
import java.util.Map;

/**
 * Which thread holds which monitor, as far as calls side by side have taken it. Only to know in advance who would
 * wait: the monitors themselves are taken as well.
 */
final class Monitors {
    private final Map<Object, Hold> holds = new IdentityHashMap<>();
    private boolean closed;

    private static final class Hold {
        private final Thread owner;
        private int times;

        Hold(Thread owner, int times) {
            this.owner = owner;
            this.times = times;
        }
    }

    /** Whether the thread would get it at once. */
    synchronized boolean isFree(Object monitor) {
        Hold hold = holds.get(monitor);
        return hold == null || hold.owner == Thread.currentThread();
    }

    synchronized void take(Object monitor) {
        takeBack(monitor, 1);
    }

    synchronized void takeBack(Object monitor, int times) {
        if (closed) return;
        Hold hold = holds.get(monitor);
        if (hold != null && hold.owner == Thread.currentThread()) hold.times += times;
        else holds.put(monitor, new Hold(Thread.currentThread(), times));
    }

    synchronized void release(Object monitor) {
        Hold hold = holds.get(monitor);
        if (hold == null || hold.owner != Thread.currentThread()) return;
        hold.times -= 1;
        if (hold.times == 0) holds.remove(monitor);
    }

    /** All of it, while the thread waits to be notified. How often it had been taken. */
    synchronized int letGo(Object monitor) {
        Hold hold = holds.get(monitor);
        if (hold == null || hold.owner != Thread.currentThread()) return 0;
        holds.remove(monitor);
        return hold.times;
    }

    /** From now on every monitor counts as free: whoever waits is to wait for the thing itself. */
    synchronized void close() {
        closed = true;
        holds.clear();
    }
}
