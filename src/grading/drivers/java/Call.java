package compendium;

import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/** One guarded call: what it was told to do, and what came of it. */
final class Call {
    interface Body {
        Object run(Object function) throws Throwable;
    }

    final AtomicInteger entered = new AtomicInteger();
    /** Once when the function was entered first, in a call that is held; once at the end. */
    final Semaphore news = new Semaphore(0);
    volatile String outcome;
    volatile boolean finished;
    Object value;
    Throwable error;
    Object returned;
    Throwable raised;
    Worker worker;
    /** What the function does besides, in calls side by side. */
    Runnable beside = () -> {};
    private final boolean held;
    private final long durationMs;
    private final Semaphore gate = new Semaphore(0);
    private final Class<?> wanted;

    Call(int number, Map<String, Object> op, Class<?> wanted, Class<?> rejection) {
        this.wanted = wanted;
        Object duration = op.get("durationMs");
        durationMs = duration == null ? 0 : ((Number) duration).longValue();
        outcome = (String) op.get("outcome");
        held = "begin".equals(op.get("op"));
        String kind = (String) op.get("value");
        value = kind == null ? new GivenValue(number) : oddValue(kind);
        error = errorOf(number, (String) op.get("raises"), rejection);
    }

    private static Object oddValue(String kind) {
        switch (kind) {
            case "zero":
                return 0;
            case "false":
                return false;
            case "empty":
                return "";
            case "error":
                return new Exception("returned, not thrown");
            default:
                return null;
        }
    }

    private Throwable errorOf(int number, String raises, Class<?> rejection) {
        String text = "error " + number;
        if ("rejection".equals(raises)) return GivenErrors.of(rejection, "of another breaker");
        return "builtin".equals(raises) ? new IllegalStateException(text) : GivenErrors.own(text, wanted);
    }

    /** What the learner's method gets. */
    Object function() {
        return Handed.as(wanted, 0, "fn", arguments -> perform());
    }

    private Object perform() throws Throwable {
        int turn = entered.incrementAndGet();
        beside.run();
        if (held && turn == 1) {
            news.release();
            gate.acquireUninterruptibly();
        }
        if (turn == 1) VirtualTime.advance(durationMs);
        if ("error".equals(outcome)) throw error;
        return value;
    }

    void run(Body body) {
        try {
            returned = body.run(function());
        } catch (Throwable thrown) {
            raised = thrown;
        }
        finished = true;
        news.release();
    }

    void end(String wantedOutcome) {
        outcome = wantedOutcome;
        gate.release();
    }

    boolean gaveOwnValue() {
        if (returned == value) return true;
        return value != null && returned != null && !(value instanceof GivenValue) && value.equals(returned);
    }

    private static final class GivenValue {
        private final int number;

        GivenValue(int number) {
            this.number = number;
        }

        @Override
        public String toString() {
            return "<value " + number + ">";
        }
    }
}
