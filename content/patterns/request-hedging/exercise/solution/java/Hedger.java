import java.util.Set;
import java.util.Timer;
import java.util.TimerTask;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.function.BiFunction;
import java.util.function.IntConsumer;

/** Sends another attempt beside one that is slow; the first answer counts. Safe for several threads at once. */
public class Hedger {
    /** How a hedger is made. A field that is left alone keeps its default. */
    public static class Options {
        public int maxAttempts = 2;
        public long hedgeDelayMs = 100;
        public int budgetPercent = 10;
        public int budgetCap = 10;
        /** Calls back after so many milliseconds; gives what cancels that. */
        public BiFunction<Long, Runnable, Runnable> schedule = Hedger::afterMs;
    }

    /** Thrown by a sender when no other attempt will do better. */
    public static class PermanentException extends RuntimeException {
        public PermanentException(String message) {
            super(message);
        }
    }

    /** Sends one attempt, which may fail in any way. */
    public interface Sender<T> {
        T send(int attempt) throws Exception;
    }

    /** Never changed again once it is over. */
    private static class Call<T> {
        final Sender<T> send;
        final Set<Integer> inFlight = new TreeSet<>();
        final CountDownLatch over = new CountDownLatch(1);
        int sent = 0;
        boolean isRefused = false;
        Runnable stopTimer = () -> {};
        T value;
        Throwable error;

        Call(Sender<T> send) {
            this.send = send;
        }

        boolean isOver() {
            return over.getCount() == 0;
        }
    }

    private final int maxAttempts;
    private final long hedgeDelayMs;
    private final int budgetPercent;
    private final BiFunction<Long, Runnable, Runnable> schedule;
    private final int cap;
    /** In hundredths of a hedge, so that every sum is exact. */
    private int budget;

    public Hedger(Options options) {
        maxAttempts = options.maxAttempts;
        hedgeDelayMs = options.hedgeDelayMs;
        budgetPercent = options.budgetPercent;
        schedule = options.schedule;
        cap = options.budgetCap * 100;
        budget = cap;
    }

    public <T> T call(Sender<T> send, IntConsumer cancel) throws Exception {
        Call<T> call = new Call<>(send);
        synchronized (this) {
            budget = Math.min(cap, budget + budgetPercent);
            start(call);
        }
        call.over.await();
        for (int attempt : call.inFlight) cancel.accept(attempt);
        if (call.error instanceof Exception) throw (Exception) call.error;
        if (call.error != null) throw (Error) call.error;
        return call.value;
    }

    public synchronized int hedgesLeft() {
        return budget / 100;
    }

    /** Sends an attempt in a thread of its own, since any of them may hang. */
    private synchronized void start(Call<?> call) {
        call.sent += 1;
        int attempt = call.sent;
        call.inFlight.add(attempt);
        call.stopTimer.run();
        if (attempt < maxAttempts) {
            call.stopTimer = schedule.apply(hedgeDelayMs, () -> hedge(call, attempt));
        }
        Thread thread = new Thread(() -> run(call, attempt), "attempt " + attempt);
        thread.setDaemon(true);
        thread.start();
    }

    /** A timer may go off while it is being stopped: one that is not the latest attempt's counts no longer. */
    private synchronized void hedge(Call<?> call, int latest) {
        if (!call.isOver() && call.sent == latest) startNext(call);
    }

    /** Whether one was sent. */
    private synchronized boolean startNext(Call<?> call) {
        if (call.sent >= maxAttempts || call.isRefused) return false;
        if (budget < 100) {
            call.isRefused = true;
            call.stopTimer.run();
            return false;
        }
        budget -= 100;
        start(call);
        return true;
    }

    private <T> void run(Call<T> call, int attempt) {
        T value = null;
        Throwable error = null;
        try {
            value = call.send.send(attempt);
        } catch (Throwable raised) {
            error = raised;
        }
        ended(call, attempt, value, error);
    }

    private synchronized <T> void ended(Call<T> call, int attempt, T value, Throwable error) {
        if (call.isOver()) return;
        call.inFlight.remove(attempt);
        boolean mayGoOn = error != null && !(error instanceof PermanentException);
        if (mayGoOn && (startNext(call) || !call.inFlight.isEmpty())) return;
        call.value = value;
        call.error = error;
        call.stopTimer.run();
        call.over.countDown();
    }

    private static Runnable afterMs(long delayMs, Runnable callback) {
        Timer timer = new Timer(true);
        timer.schedule(
                new TimerTask() {
                    @Override
                    public void run() {
                        callback.run();
                    }
                },
                delayMs);
        return timer::cancel;
    }
}
