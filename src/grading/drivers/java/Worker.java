package compendium;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.LockSupport;

/** A thread that is used again and again for calls; a call that stays in flight keeps it. */
final class Worker extends Thread {
    private static final Deque<Worker> IDLE = new ArrayDeque<>();

    private volatile Runnable job;

    private Worker() {
        super("call");
        setDaemon(true);
    }

    static Worker start(Runnable job) {
        Worker worker;
        synchronized (IDLE) {
            worker = IDLE.poll();
        }
        if (worker == null) {
            worker = new Worker();
            worker.start();
        }
        worker.job = job;
        LockSupport.unpark(worker);
        return worker;
    }

    static void release(Worker worker) {
        if (worker == null) return;
        synchronized (IDLE) {
            IDLE.push(worker);
        }
    }

    @Override
    public void run() {
        for (;;) {
            while (job == null) {
                LockSupport.park(this);
                // Else whoever was interrupted would never park again.
                Thread.interrupted();
            }
            Runnable mine = job;
            job = null;
            Thread.interrupted();
            mine.run();
        }
    }
}
