package compendium;

import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;

/** Looks for constructors, methods and fields, whether they are public or not. */
final class Members {
    private Members() {}

    /** The method of the contract. Widths and boxes of its types are free. */
    static Method method(Class<?> type, Contract.Method wanted) throws ShapeProblem {
        List<Method> named = methods(type, wanted.name);
        if (named.isEmpty()) throw new ShapeProblem("missing-method", wanted.name, "expected", wanted.signature);
        Method best = null;
        for (Method one : named) {
            if (!fits(one, wanted, type)) continue;
            if (best == null || preference(one) > preference(best)) best = one;
        }
        if (best == null) throw wrong(type, named.get(0), wanted.signature);
        return open(best);
    }

    private static boolean fits(Method method, Contract.Method wanted, Class<?> self) {
        Type[] types = method.getGenericParameterTypes();
        if (types.length != wanted.parameters.size()) return false;
        for (int index = 0; index < types.length; index += 1) {
            Contract.Function function = wanted.functions.get(index);
            boolean takes = function == null
                    ? Types.takes(types[index], wanted.parameters.get(index), self)
                    : Types.takesFunction(types[index], function, self);
            if (!takes) return false;
        }
        return Types.gives(method.getGenericReturnType(), wanted.returns);
    }

    private static int preference(Method method) {
        int best = 0;
        for (Class<?> one : method.getParameterTypes()) best = Math.max(best, Types.preference(one));
        return best;
    }

    private static ShapeProblem wrong(Class<?> type, Method found, String expected) {
        StringJoiner parameters = new StringJoiner(", ", "(", ")");
        for (Type one : found.getGenericParameterTypes()) parameters.add(shortName(one));
        String text = shortName(found.getGenericReturnType()) + " " + found.getName() + parameters;
        return new ShapeProblem("signature", found.getName(), "error", found.getName() + " is written as " + text, "expected", expected);
    }

    private static String shortName(Type type) {
        return type.getTypeName().replaceAll("[\\w.$]*[.$](?=\\w)", "");
    }

    /** `state()` or `getState()`, else a field of that name. */
    static Member attribute(Class<?> type, String name) throws ShapeProblem {
        String getter = "get" + Character.toUpperCase(name.charAt(0)) + name.substring(1);
        for (String one : List.of(name, getter)) {
            for (Method method : methods(type, one)) {
                if (method.getParameterCount() == 0 && method.getReturnType() != void.class) return open(method);
            }
        }
        Field field = findField(type, name);
        if (field != null) return open(field);
        throw new ShapeProblem("missing-method", name, "expected", "String " + name + "()");
    }

    /** The one that takes options; one without parameters will do where the contract has none. */
    static Constructor<?> constructor(Class<?> type, boolean takesOptions) throws ShapeProblem {
        Constructor<?> best = null;
        for (Constructor<?> one : type.getDeclaredConstructors()) {
            if (one.isSynthetic()) continue;
            boolean fits = one.getParameterCount() == 1 && one.getParameterTypes()[0].getClassLoader() == type.getClassLoader();
            if (fits && (best == null || isOptions(one.getParameterTypes()[0]))) best = one;
        }
        if (best == null && !takesOptions) {
            for (Constructor<?> one : type.getDeclaredConstructors()) if (one.getParameterCount() == 0) best = one;
        }
        if (best != null) return open(best);
        String text = "it has no constructor " + type.getSimpleName() + "(Options options)";
        throw new ShapeProblem("constructor", type.getSimpleName(), "error", text);
    }

    private static boolean isOptions(Class<?> type) {
        return type.getSimpleName().endsWith("Options");
    }

    /** Makes options with every field at its default. */
    static Constructor<?> maker(Class<?> options) throws Learner.Unfit {
        try {
            return open(options.getDeclaredConstructor());
        } catch (NoSuchMethodException none) {
            String name = options.getSimpleName();
            boolean inner = options.isMemberClass() && !Modifier.isStatic(options.getModifiers());
            throw new Learner.Unfit(inner ? name + " must be a static class" : name + " has no constructor without parameters");
        }
    }

    static Field field(Class<?> options, String name, String javaType) throws Learner.Unfit {
        Field found = findField(options, name);
        String wanted = options.getSimpleName() + " has no field \"public " + javaType + " " + name + "\"";
        if (found == null) throw new Learner.Unfit(wanted);
        if (Modifier.isFinal(found.getModifiers()) || Modifier.isStatic(found.getModifiers())) {
            throw new Learner.Unfit(wanted + " that can be set: it is " + Modifier.toString(found.getModifiers()));
        }
        return open(found);
    }

    private static Field findField(Class<?> type, String name) {
        for (Class<?> one = type; one != null && one != Object.class; one = one.getSuperclass()) {
            for (Field field : one.getDeclaredFields()) if (field.getName().equals(name)) return field;
        }
        return null;
    }

    private static List<Method> methods(Class<?> type, String name) {
        List<Method> found = new ArrayList<>();
        for (Class<?> one = type; one != null && one != Object.class; one = one.getSuperclass()) {
            for (Method method : one.getDeclaredMethods()) {
                if (method.getName().equals(name) && !method.isSynthetic()) found.add(method);
            }
        }
        for (Method method : type.getMethods()) {
            if (method.getName().equals(name) && method.isDefault()) found.add(method);
        }
        return found;
    }

    private static <Found extends AccessibleObject> Found open(Found member) {
        member.setAccessible(true);
        return member;
    }
}
