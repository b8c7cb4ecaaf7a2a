package compendium;

import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.Thread.State;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/**
 * Tells when no thread of the program's can go on. A thread that another has woken still looks as if it
 * waited, to Java, until it gets a processor; to Linux it does not, and so Linux is asked as well.
 */
final class Rest {
    private static final File TASKS = new File("/proc/self/task");
    /** Threads of the machine itself that may come later, as Linux cuts their names. */
    private static final String[] SYSTEM = {
        "C1 Compiler", "C2 Compiler", "GC Thread", "VM ", "G1 ", "Signal Dispatch", "Service Thread", "Monitor Deflat",
        "Common-Cleaner", "Finalizer", "Reference Handl", "Notification", "Attach Listener", "process reaper", "watch"
    };
    /** Threads of the JDK that are shared by all, as Linux cuts their names. */
    private static final String[] POOLS = {"ForkJoinPool", "CompletableFutu", "VirtualThread-u"};
    /** Looks in a row that must find everything at rest: a stop of the whole machine may hide what happens in one. */
    private static final int CALM = 2;
    /** The same where Linux cannot be asked. */
    private static final int CALM_ELSEWHERE = 5;
    private static final long SHORT_NS = 100_000;
    private static final long LONG_NS = 1_000_000;
    /** Looks without a pause, then with a short one. */
    private static final int BRISK = 50;
    private static final int SHORT = 200;

    /** Processor time that no method needs: on a busy machine real time says nothing. */
    private static final long STUCK_NS = 600_000_000;
    /** Looks at what runs without using the processor: it waits for the world. */
    private static final int STUCK_LOOKS = 15_000;

    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    /** Those of the machine, known by their numbers. */
    private final Set<String> system = new HashSet<>();
    private final Map<String, RandomAccessFile> states = new HashMap<>();
    private final boolean onLinux;
    private Thread running;

    /** Made before there are threads of the program's. */
    Rest() {
        String[] tasks = TASKS.list();
        onLinux = tasks != null;
        if (onLinux) for (String one : tasks) system.add(one);
    }

    /** Whether a thread that was woken is seen to be. */
    boolean isExact() {
        return onLinux;
    }

    /**
     * Waits until everything is at rest. Where fewer events have come than are expected, it must have been for
     * so many looks: that is the patience with a machine that is busy. Gives the thread that goes on for ever,
     * null when there is none.
     */
    Thread await(Flights flights, int expected, int patience) {
        int calm = 0;
        Map<Thread, Long> since = new HashMap<>();
        for (int look = 0; ; look += 1) {
            boolean rests = look();
            calm = rests ? calm + 1 : 0;
            boolean isAll = flights.count() >= expected;
            if (calm >= (isAll ? onLinux ? CALM : CALM_ELSEWHERE : patience)) return null;
            if (look > STUCK_LOOKS || look > SHORT && running != null && isStuck(running, since, look)) return running;
            pause(!rests ? look : !isAll ? SHORT : onLinux ? 0 : BRISK);
        }
    }

    private boolean isStuck(Thread thread, Map<Thread, Long> since, int look) {
        if (!threads.isThreadCpuTimeSupported()) return look > STUCK_LOOKS / 10;
        long used = threads.getThreadCpuTime(thread.getId());
        return used - since.computeIfAbsent(thread, none -> used) > STUCK_NS;
    }

    private static void pause(int look) {
        if (look < BRISK) Thread.yield();
        else LockSupport.parkNanos(look < SHORT ? SHORT_NS : LONG_NS);
    }

    /** Whether every thread of the program's and of ours waits, but for the one that asks. */
    synchronized boolean isCalm() {
        return look() && (!onLinux || allSleep(null));
    }

    /** From now on only our workers count, and threads that are yet to come. */
    synchronized void forgetOthers() {
        String[] tasks = onLinux ? TASKS.list() : null;
        if (tasks == null) return;
        for (String one : tasks) {
            if (Worker.owns(one) || system.contains(one) || isOfPool(nameOf(one))) continue;
            system.add(one);
            close(states.remove(one));
        }
        // Numbers of threads that have ended are given to others, and their files would stay open.
        Set<String> alive = new HashSet<>(Arrays.asList(tasks));
        system.retainAll(alive);
        states.entrySet().removeIf(one -> {
            if (alive.contains(one.getKey())) return false;
            close(one.getValue());
            return true;
        });
    }

    /** Whether a thread of this name is one of the JDK's that work for whoever asks. */
    static boolean isOfPool(String name) {
        for (String one : POOLS) if (name.startsWith(one)) return true;
        return false;
    }

    private static String nameOf(String task) {
        try {
            return Files.readString(Path.of(TASKS.getPath(), task, "comm"));
        } catch (IOException | RuntimeException ended) {
            return "";
        }
    }

    /** Whether the thread of this number has a processor, or would have one if there were enough. */
    static boolean isReady(String task) {
        try {
            String text = Files.readString(Path.of(TASKS.getPath(), task, "stat"));
            return isReadyIn(text);
        } catch (IOException | RuntimeException ended) {
            return false;
        }
    }

    private static boolean isReadyIn(String stat) {
        return stat.charAt(stat.lastIndexOf(')') + 2) == 'R';
    }

    /** Whether the thread of this number waits. */
    synchronized boolean isAsleep(String task) {
        return sleeps(task);
    }

    /** Whether all threads but this one wait. */
    synchronized boolean othersSleep(String task) {
        return allSleep(task);
    }

    /** Whether all wait; `running` is one that Java knows not to. */
    private boolean look() {
        Thread own = Thread.currentThread();
        ThreadGroup group = own.getThreadGroup();
        Thread[] all = new Thread[group.activeCount() + 16];
        int count = group.enumerate(all, true);
        boolean isOthers = false;
        running = null;
        for (int index = 0; index < count; index += 1) {
            Thread one = all[index];
            Worker worker = one instanceof Worker ? (Worker) one : null;
            if (one == own || one instanceof Watch || worker != null && worker.isApart()) continue;
            isOthers |= worker == null || worker.task() == null;
            if (one.getState() == State.RUNNABLE || one.getState() == State.NEW) {
                running = one;
                return false;
            }
            if (onLinux && worker != null && worker.task() != null && !sleeps(worker.task())) return false;
        }
        return !isOthers || !onLinux || allSleep(null);
    }

    /** Of threads that the program has made nobody knows the numbers. */
    private boolean allSleep(String except) {
        String[] tasks = TASKS.list();
        if (tasks == null) return true;
        for (String one : tasks) if (!one.equals(except) && !system.contains(one) && !sleeps(one)) return false;
        return true;
    }

    /** Whether the thread of this number waits; the machine's own are found out by their names. */
    private boolean sleeps(String task) {
        RandomAccessFile file = states.get(task);
        try {
            if (file == null) {
                file = new RandomAccessFile(new File(TASKS, task + "/stat"), "r");
                states.put(task, file);
            }
            String text = read(file);
            String name = text.substring(text.indexOf('(') + 1, text.lastIndexOf(')'));
            for (String one : SYSTEM) if (name.startsWith(one)) system.add(task);
            return system.contains(task) || !isReadyIn(text);
        } catch (IOException | RuntimeException ended) {
            close(states.remove(task));
            return true;
        }
    }

    private static String read(RandomAccessFile file) throws IOException {
        byte[] bytes = new byte[128];
        file.seek(0);
        int length = file.read(bytes);
        if (length < 0) throw new IOException("no such thread");
        return new String(bytes, 0, length, StandardCharsets.UTF_8);
    }

    private static void close(RandomAccessFile file) {
        try {
            if (file != null) file.close();
        } catch (IOException unlikely) {
            // It is gone either way.
        }
    }
}
