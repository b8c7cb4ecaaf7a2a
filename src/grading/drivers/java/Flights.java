package compendium;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Semaphore;

/** The operations of one sequence whose calls may be in flight side by side, each in a thread of its own. */
final class Flights {
    /** Looks at threads that wait, one a millisecond, while something is due; fewer once something was missing. */
    private static final int PATIENCE = 20;
    private static final int PATIENCE_ELSEWHERE = 80;
    private static final int IMPATIENCE = 5;
    /** How often what is left in flight is let go at the end. */
    private static final int LANDINGS = 20;

    private final Run run;
    private final Rest rest;
    private final Set<Object> started = new HashSet<>();
    private final Map<Object, Flight> flying = new HashMap<>();
    private final Set<Thread> busy = new HashSet<>();
    private final List<Map<String, Object>> odd = new ArrayList<>();
    private final Map<String, List<Held>> held = new HashMap<>();
    private List<Held> fresh = new ArrayList<>();
    private List<String> events = new ArrayList<>();
    private int patience;
    private boolean closed;
    private volatile boolean gone;

    Flights(Run run, Rest rest) {
        this.run = run;
        this.rest = rest;
        patience = rest.isExact() ? PATIENCE : PATIENCE_ELSEWHERE;
    }

    /** Ends a thread that is still in flight when all was let go that can be. */
    private static final class Gone extends Error {
        private static final long serialVersionUID = 1;

        Gone() {
            super("the sequence is over", null, false, false);
        }
    }

    /** A call in flight, and that which its caller starts when it has come back. */
    private static final class Flight {
        private final Map<String, Object> op;
        private Map<String, Object> follower;
        private volatile Thread thread;

        Flight(Map<String, Object> op) {
            this.op = op;
        }
    }

    /** A run of a function that stays in flight until it is told how to end. */
    private static final class Held {
        private final String of;
        private final String line;
        private final Semaphore ends = new Semaphore(0);
        private final Thread thread = Thread.currentThread();
        private Map<String, Object> does;

        Held(String of, String line) {
            this.of = of;
            this.line = line;
            setApart(true);
        }

        boolean end(Map<String, Object> deed) {
            if (does != null) return false;
            does = deed;
            setApart(false);
            ends.release();
            return true;
        }

        private void setApart(boolean is) {
            if (thread instanceof Worker) ((Worker) thread).setApart(is);
        }
    }

    /** A call of a method that comes back at once. */
    private static final class Asked {
        private volatile Object found;
    }

    /** Does one operation, and gives the events that it brought about. */
    Object perform(Map<String, Object> op) {
        int expected = op.get("events") == null ? 0 : ((Number) op.get("events")).intValue();
        Asked asked = null;
        switch ((String) op.get("op")) {
            case "advance":
                advance(((Number) op.get("ms")).longValue());
                break;
            case "start":
                start(op);
                break;
            case "finish":
                finish(op);
                break;
            default:
                asked = ask(op);
        }
        settle(expected);
        if (asked != null && asked.found == null) return run.waitsForEver();
        return observed(asked == null ? null : asked.found);
    }

    private synchronized Object observed(Object answer) {
        number();
        List<String> lines = events;
        events = new ArrayList<>();
        List<Map<String, Object>> wrong = new ArrayList<>(odd);
        odd.clear();
        if (answer instanceof Map) return answer;
        if (!wrong.isEmpty()) return toldOdd(wrong, lines);
        if (answer != null) lines.add((String) answer);
        return lines.isEmpty() ? "quiet" : String.join("\n", lines);
    }

    /** The first of them; read as it was meant only if all can be. */
    private static Map<String, Object> toldOdd(List<Map<String, Object>> wrong, List<String> lines) {
        Map<String, Object> first = wrong.get(0);
        boolean isMeant = true;
        for (Map<String, Object> one : wrong) {
            isMeant &= one.containsKey("meant");
            lines.add(String.valueOf(one.get("call")) + one.get("meant"));
        }
        first.remove("meant");
        if (isMeant) first.put("meant", String.join("\n", lines));
        return first;
    }

    synchronized int count() {
        return events.size() + odd.size();
    }

    /** Ends the process where a thread goes on and on. */
    private void await(int expected) {
        Thread stuck = rest.await(this, expected, patience);
        if (stuck != null) run.jammed(stuck);
    }

    /** Lets everything that can go on do so, and calls back what is due, until nothing is. */
    private void settle(int expected) {
        do {
            while (VirtualTime.isDue(VirtualTime.nowMs())) {
                await(0);
                VirtualTime.fireNext(VirtualTime.nowMs());
            }
            await(expected);
        } while (VirtualTime.isDue(VirtualTime.nowMs()));
        if (count() < expected) patience = IMPATIENCE;
    }

    /** Time passes, and what is due on the way is called back. */
    private void advance(long ms) {
        long targetMs = VirtualTime.nowMs() + ms;
        while (VirtualTime.fireNext(targetMs)) await(0);
        VirtualTime.advance(targetMs - VirtualTime.nowMs());
    }

    private synchronized void start(Map<String, Object> op) {
        if (!started.add(op.get("id"))) return;
        Flight before = flying.get(op.get("after"));
        if (before == null) launch(op);
        else if (before.follower == null) before.follower = op;
    }

    private void launch(Map<String, Object> op) {
        Flight first = flight(op);
        work(() -> {
            for (Flight one = first; one != null; one = back(one, fly(one))) Thread.interrupted();
        });
    }

    private Flight flight(Map<String, Object> op) {
        Flight made = new Flight(op);
        flying.put(op.get("id"), made);
        return made;
    }

    private Object fly(Flight one) {
        one.thread = Thread.currentThread();
        return run.attempt(one.op, one.op.get("id"));
    }

    private Asked ask(Map<String, Object> op) {
        Asked made = new Asked();
        work(() -> made.found = run.attempt(op, null));
        return made;
    }

    private void work(Runnable job) {
        Worker.start(() -> {
            Worker own = (Worker) Thread.currentThread();
            synchronized (this) {
                busy.add(own);
            }
            job.run();
            synchronized (this) {
                busy.remove(own);
            }
            Worker.release(own);
        });
    }

    /** The call has come back. Gives the one that its caller starts next. */
    private synchronized Flight back(Flight one, Object found) {
        Object id = one.op.get("id");
        flying.remove(id);
        if (closed) return null;
        if (found instanceof String) events.add(id + (String) found);
        else note(Json.object(found), id);
        return one.follower == null ? null : flight(one.follower);
    }

    private synchronized void note(Map<String, Object> found, Object id) {
        if (id != null) found.put("call", id);
        odd.add(found);
    }

    /** A run has begun: what it does, perhaps much later. `owner` is the call that was handed the function. */
    Map<String, Object> enter(String name, String told, Object owner, Map<String, Object> deed) {
        Held one;
        synchronized (this) {
            String line = owner == null ? told : owner + " " + told;
            if (!closed) events.add(line);
            if (gone) throw new Gone();
            if (!Boolean.TRUE.equals(deed.get("holds"))) return deed;
            one = new Held(owner == null ? name : owner.toString(), line);
            fresh.add(one);
        }
        one.ends.acquireUninterruptibly();
        if (gone) throw new Gone();
        return one.does;
    }

    /** Runs that began in the same operation count in the order of their lines. */
    private void number() {
        fresh.sort(Comparator.comparing(one -> one.line));
        for (Held one : fresh) held.computeIfAbsent(one.of, none -> new ArrayList<>()).add(one);
        fresh = new ArrayList<>();
    }

    private synchronized void finish(Map<String, Object> op) {
        List<Held> runs = held.getOrDefault(String.valueOf(op.get("of")), List.of());
        int number = ((Number) op.get("run")).intValue();
        if (number >= 1 && number <= runs.size()) runs.get(number - 1).end(Json.object(op.get("does")));
    }

    /** Has the callback run at its virtual time; gives what cancels that. */
    Runnable schedule(long ms, Handed.Body callback) {
        VirtualTime.Timer timer = VirtualTime.set(ms, true, () -> work(() -> callBack(callback)));
        return () -> VirtualTime.cancel(timer);
    }

    private void callBack(Handed.Body callback) {
        try {
            callback.run(new Object[0]);
        } catch (Throwable raised) {
            Map<String, Object> found = run.raisedOdd(raised, 0);
            synchronized (this) {
                if (!closed) note(found, null);
            }
        }
    }

    /** The call that this thread is in. */
    synchronized Object idOf(Thread thread) {
        for (Flight one : flying.values()) if (one.thread == thread) return one.op.get("id");
        return null;
    }

    /**
     * Lets everything that is still in flight come back, as far as it can, so that its threads are free again.
     * Gives the thread that goes on for ever, null when there is none.
     */
    Thread close() {
        synchronized (this) {
            closed = true;
        }
        Thread stuck = null;
        for (int landing = 0; landing < LANDINGS && stuck == null && letGo(); landing += 1) {
            stuck = rest.await(this, 0, IMPATIENCE);
        }
        synchronized (this) {
            if (stuck != null || busy.isEmpty()) return stuck;
            gone = true;
            number();
            for (List<Held> runs : held.values()) for (Held one : runs) one.end(Map.of());
            for (Thread one : busy) one.interrupt();
        }
        return rest.await(this, 0, IMPATIENCE);
    }

    /** Ends what is held and calls back what is scheduled next; false when there is nothing of these. */
    private boolean letGo() {
        boolean isAny = false;
        synchronized (this) {
            number();
            for (List<Held> runs : held.values()) for (Held one : runs) isAny |= one.end(Map.of());
            if (busy.isEmpty()) return false;
        }
        return VirtualTime.fireNext(VirtualTime.NEVER) || isAny;
    }
}
