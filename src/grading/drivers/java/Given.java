package compendium;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Proxy;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleSupplier;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import java.util.function.ToLongFunction;

/** What an instance is handed besides options, and what was done with it. */
final class Given {
    private final List<Object> numbers;
    private final List<String> effects = new ArrayList<>();
    private int drawn;
    /** Where callbacks run; null where every call comes back before the next. */
    private Flights flights;

    Given(List<Object> numbers) {
        this.numbers = numbers;
    }

    void fly(Flights all) {
        flights = all;
    }

    /** The interface that the contract names for it in Java. */
    static String typeOf(String kind) {
        switch (kind) {
            case "clock":
                return "LongSupplier";
            case "random":
                return "DoubleSupplier";
            case "hash":
                return "ToLongFunction<String>";
            case "schedule":
                return "BiFunction<Long, Runnable, Runnable>";
            default:
                return "LongConsumer";
        }
    }

    /** It as the field has it: one of the JDK's interfaces, or any other with one method. */
    Object of(String kind, Class<?> wanted, Type generic) {
        if (kind.equals("clock") && wanted == LongSupplier.class) return (LongSupplier) VirtualTime::nowMs;
        if (kind.equals("random") && wanted == DoubleSupplier.class) return (DoubleSupplier) this::random;
        if (kind.equals("hash") && wanted == ToLongFunction.class) {
            return (ToLongFunction<Object>) text -> hash(String.valueOf(text));
        }
        if (kind.equals("sleep") && wanted == LongConsumer.class) return (LongConsumer) this::sleep;
        return proxy(kind, wanted, generic);
    }

    /** The scheduler: gives what cancels the callback. */
    Object scheduler(Signature wanted) {
        return Handed.as(wanted.raw, 2, "schedule", arguments -> {
            Signature callback = Signature.of(wanted.parameters[1]);
            Handed.Body body = none -> callback.call(arguments[1]);
            long ms = ((Number) arguments[0]).longValue();
            Runnable cancel = flights == null ? () -> {} : flights.schedule(ms, body);
            return Handed.as(Types.raw(wanted.returns), 0, "cancel", none -> {
                cancel.run();
                return null;
            });
        });
    }

    private Object proxy(String kind, Class<?> wanted, Type generic) {
        Method single = single(wanted);
        return Proxy.newProxyInstance(wanted.getClassLoader(), new Class<?>[] {wanted}, (self, method, arguments) -> {
            if (method.getDeclaringClass() == Object.class) return Words.ofObject(self, method, arguments, "given " + kind);
            Object found = perform(kind, arguments == null ? new Object[0] : arguments);
            return Values.number(found, single.getReturnType() == Object.class ? lastArgument(generic) : single.getReturnType());
        });
    }

    private Object perform(String kind, Object[] arguments) {
        switch (kind) {
            case "clock":
                return VirtualTime.nowMs();
            case "random":
                return random();
            case "hash":
                return hash(String.valueOf(arguments[0]));
            default:
                sleep(((Number) arguments[0]).longValue());
                return null;
        }
    }

    /** The method that a lambda would stand for; null where a lambda cannot. */
    static Method single(Class<?> wanted) {
        if (!wanted.isInterface()) return null;
        Method found = null;
        for (Method method : wanted.getMethods()) {
            if (!Modifier.isAbstract(method.getModifiers()) || isOfObject(method)) continue;
            if (found != null) return null;
            found = method;
        }
        return found;
    }

    private static boolean isOfObject(Method method) {
        String name = method.getName();
        int count = method.getParameterCount();
        return name.equals("equals") && count == 1 || count == 0 && (name.equals("hashCode") || name.equals("toString"));
    }

    /** Of `Function<String, Integer>` the Integer. */
    private static Class<?> lastArgument(Type generic) {
        if (!(generic instanceof ParameterizedType)) return Object.class;
        Type[] all = ((ParameterizedType) generic).getActualTypeArguments();
        Type last = all[all.length - 1];
        return last instanceof Class ? (Class<?>) last : Object.class;
    }

    private synchronized double random() {
        if (numbers.isEmpty()) return 0.5;
        Object number = numbers.get(drawn % numbers.size());
        drawn += 1;
        return ((Number) number).doubleValue();
    }

    /** Tells of what was done, in the order in which it was begun. */
    synchronized void record(String effect) {
        effects.add(effect);
    }

    private void sleep(long ms) {
        record("sleep(" + ms + ")");
        VirtualTime.advance(Math.max(0, ms));
    }

    synchronized String takeEffects() {
        if (effects.isEmpty()) return "";
        String text = String.join("\n", effects) + "\n";
        effects.clear();
        return text;
    }

    /**
     * 32 bits of any text: FNV-1a over its bytes, then the finalizer of MurmurHash3, so that texts that
     * differ in their last letter alone land far from each other.
     */
    static long hash(String text) {
        int value = 0x811c9dc5;
        for (byte one : text.getBytes(StandardCharsets.UTF_8)) value = (value ^ (one & 0xff)) * 0x01000193;
        value = (value ^ (value >>> 16)) * 0x85ebca6b;
        value = (value ^ (value >>> 13)) * 0xc2b2ae35;
        return (value ^ (value >>> 16)) & 0xffffffffL;
    }
}
