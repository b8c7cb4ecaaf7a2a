package compendium;

import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.util.concurrent.Callable;

/** What functions throw that are told to fail. */
final class GivenErrors {
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

    private GivenErrors() {}

    /** One of nobody's class, as a function of the interface may throw it. */
    static Throwable own(String text, Class<?> wanted) {
        return mayThrow(wanted) ? new GivenException(text) : new GivenRuntimeException(text);
    }

    private static boolean mayThrow(Class<?> wanted) {
        if (wanted == Callable.class) return true;
        if (Given.single(wanted) == null) return false;
        for (Class<?> one : Given.single(wanted).getExceptionTypes()) {
            if (one.isAssignableFrom(Exception.class)) return true;
        }
        return false;
    }

    /** An error of the learner's own class, which may ask for whatever arguments. */
    static Throwable of(Class<?> kind, String text) {
        for (Object[] arguments : new Object[][] {{text}, {}}) {
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
        return unmade(kind, text);
    }

    private static Throwable unmade(Class<?> kind, String text) {
        try {
            Class<?> type = Class.forName("sun.misc.Unsafe");
            Field field = type.getDeclaredField("theUnsafe");
            field.setAccessible(true);
            return (Throwable) type.getMethod("allocateInstance", Class.class).invoke(field.get(null), kind);
        } catch (ReflectiveOperationException impossible) {
            return new IllegalStateException(text);
        }
    }
}
