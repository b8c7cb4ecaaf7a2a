package compendium;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/** A thread that is used again and again for calls; a call that stays in flight keeps it. */
final class Worker extends Thread {
    private static final Deque<Worker> IDLE = new ArrayDeque<>();
    private static final Set<String> TASKS = ConcurrentHashMap.newKeySet();

    private volatile Runnable job;
    /** It has nothing of the program's to do: no job, or a function that only a later operation ends. */
    private volatile boolean apart = true;
    /** Its number in Linux; null elsewhere. */
    private volatile String task;

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
        worker.apart = false;
        worker.job = job;
        LockSupport.unpark(worker);
        return worker;
    }

    static void release(Worker worker) {
        if (worker == null) return;
        worker.apart = true;
        synchronized (IDLE) {
            IDLE.push(worker);
        }
    }

    boolean isApart() {
        return apart;
    }

    void setApart(boolean is) {
        apart = is;
    }

    String task() {
        return task;
    }

    /** Whether this is the number of one of these threads. They never end. */
    static boolean owns(String task) {
        return TASKS.contains(task);
    }

    /** The number in Linux of the thread that asks; null elsewhere. */
    static String ownTask() {
        try {
            return Files.readSymbolicLink(Path.of("/proc/thread-self")).getFileName().toString();
        } catch (IOException | RuntimeException elsewhere) {
            return null;
        }
    }

    @Override
    public void run() {
        task = ownTask();
        if (task != null) TASKS.add(task);
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
