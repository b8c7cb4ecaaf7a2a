package compendium;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.concurrent.Callable;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/** A function of ours as whatever functional interface a program takes it by. */
final class Handed {
    /** May throw whatever it likes, declared or not. */
    interface Body {
        Object run(Object[] arguments) throws Throwable;
    }

    private Handed() {}

    /** It as the interface `wanted`, or as any of the JDK's with so many parameters where that is Object. */
    static Object as(Class<?> wanted, int parameters, String name, Body body) {
        Object plain = parameters == 0 ? new None(name, body) : parameters == 1 ? new One(name, body) : new Two(name, body);
        if (wanted.isInstance(plain)) return plain;
        return Proxy.newProxyInstance(wanted.getClassLoader(), new Class<?>[] {wanted}, (self, method, arguments) -> {
            if (method.getDeclaringClass() == Object.class) return Words.ofObject(self, method, arguments, name);
            if (method.isDefault()) return ofInterface(self, method, arguments);
            return body.run(arguments == null ? new Object[0] : arguments);
        });
    }

    /** Whether a lambda of it throws what it likes: one that a proxy stands for wraps what is not declared. */
    static boolean isTransparent(Class<?> wanted) {
        return wanted.isAssignableFrom(None.class) || wanted.isAssignableFrom(One.class) || wanted.isAssignableFrom(Two.class);
    }

    /** A method with a body in the interface itself. */
    private static Object ofInterface(Object self, Method method, Object[] arguments) throws Throwable {
        Class<?> owner = method.getDeclaringClass();
        MethodHandle handle;
        try {
            handle = MethodHandles.privateLookupIn(owner, MethodHandles.lookup()).unreflectSpecial(method, owner);
        } catch (IllegalAccessException closed) {
            MethodType type = MethodType.methodType(method.getReturnType(), method.getParameterTypes());
            handle = MethodHandles.lookup().findSpecial(owner, method.getName(), type, owner);
        }
        return handle.bindTo(self).invokeWithArguments(arguments == null ? new Object[0] : arguments);
    }

    private abstract static class Named {
        private final String name;
        private final Body body;

        Named(String name, Body body) {
            this.name = name;
            this.body = body;
        }

        Object perform(Object... arguments) {
            try {
                return body.run(arguments);
            } catch (Throwable error) {
                throw Handed.<RuntimeException>undeclared(error);
            }
        }

        @Override
        public String toString() {
            return name;
        }
    }

    /** Thrown as it is, though the compiler takes it for an unchecked one. */
    @SuppressWarnings("unchecked")
    private static <Any extends Throwable> Any undeclared(Throwable error) throws Any {
        throw (Any) error;
    }

    private static final class None extends Named implements Callable<Object>, Supplier<Object>, Runnable {
        None(String name, Body body) {
            super(name, body);
        }

        @Override
        public Object call() {
            return perform();
        }

        @Override
        public Object get() {
            return perform();
        }

        @Override
        public void run() {
            perform();
        }
    }

    private static final class One extends Named implements Function<Object, Object>, Consumer<Object> {
        One(String name, Body body) {
            super(name, body);
        }

        @Override
        public Object apply(Object only) {
            return perform(new Object[] {only});
        }

        @Override
        public void accept(Object only) {
            perform(new Object[] {only});
        }
    }

    private static final class Two extends Named implements BiFunction<Object, Object, Object>, BiConsumer<Object, Object> {
        Two(String name, Body body) {
            super(name, body);
        }

        @Override
        public Object apply(Object first, Object second) {
            return perform(first, second);
        }

        @Override
        public void accept(Object first, Object second) {
            perform(first, second);
        }
    }
}
