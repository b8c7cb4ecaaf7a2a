package compendium;

import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** One guarded call: what it was told to do, and what came of it. */
final class Call {
    /** Raised where a function may throw what it likes: a program that expects unchecked ones alone misses it. */
    static final class GivenException extends Exception {
        private static final long serialVersionUID = 1;

        GivenException(String text) {
            super(text, null, false, false);
        }
    }

    /** The same where it may not. */
    static final class GivenRuntimeException extends RuntimeException {
        private static final long serialVersionUID = 1;

        GivenRuntimeException(String text) {
            super(text, null, false, false);
        }
    }

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
        if ("rejection".equals(raises)) return rejectionOf(rejection);
        if ("builtin".equals(raises)) return new IllegalStateException(text);
        return mayThrow() ? new GivenException(text) : new GivenRuntimeException(text);
    }

    private boolean mayThrow() {
        if (wanted == Callable.class) return true;
        for (Class<?> one : Given.single(wanted).getExceptionTypes()) {
            if (one.isAssignableFrom(Exception.class)) return true;
        }
        return false;
    }

    /** An error of the learner's own class, which may ask for whatever arguments. */
    private static Throwable rejectionOf(Class<?> kind) {
        for (Object[] arguments : new Object[][] {{"of another breaker"}, {}}) {
            for (Constructor<?> one : kind.getDeclaredConstructors()) {
                Class<?>[] types = one.getParameterTypes();
                if (types.length != arguments.length || types.length == 1 && types[0] != String.class) continue;
                try {
                    one.setAccessible(true);
                    return (Throwable) one.newInstance(arguments);
                } catch (Exception failed) {
                    // The next one, or none at all.
                }
            }
        }
        return unmade(kind);
    }

    private static Throwable unmade(Class<?> kind) {
        try {
            Class<?> type = Class.forName("sun.misc.Unsafe");
            Field field = type.getDeclaredField("theUnsafe");
            field.setAccessible(true);
            return (Throwable) type.getMethod("allocateInstance", Class.class).invoke(field.get(null), kind);
        } catch (ReflectiveOperationException impossible) {
            return new IllegalStateException("of another breaker");
        }
    }

    /** What the learner's method gets. */
    Object function() {
        if (wanted.isAssignableFrom(Callable.class)) return (Callable<Object>) this::perform;
        if (wanted == Supplier.class) return (Supplier<Object>) this::perform;
        return Proxy.newProxyInstance(wanted.getClassLoader(), new Class<?>[] {wanted}, this::performAs);
    }

    private Object performAs(Object self, Method method, Object[] arguments) {
        return method.getDeclaringClass() == Object.class ? Words.ofObject(self, method, arguments, "fn") : perform();
    }

    private Object perform() {
        int turn = entered.incrementAndGet();
        if (held && turn == 1) {
            news.release();
            gate.acquireUninterruptibly();
        }
        if (turn == 1) VirtualTime.advance(durationMs);
        if ("error".equals(outcome)) raise(error);
        return value;
    }

    /** Whatever it is, also where it is not declared. */
    @SuppressWarnings("unchecked")
    private static <Any extends Throwable> void raise(Throwable error) throws Any {
        throw (Any) error;
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
