package compendium;

import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;

/** The types of a contract (`int`, `string[]`, `float?`) and those of Java that stand for them. */
final class Types {
    private static final Set<Class<?>> WHOLE = Set.of(
            long.class, int.class, short.class, byte.class, Long.class, Integer.class, Short.class, Byte.class,
            java.math.BigInteger.class);
    private static final Set<Class<?>> FRACTION =
            Set.of(double.class, float.class, Double.class, Float.class, java.math.BigDecimal.class);
    private static final Set<Class<?>> OPTIONAL =
            Set.of(Optional.class, OptionalInt.class, OptionalLong.class, OptionalDouble.class);

    private Types() {}

    static boolean isOptional(String type) {
        return type.endsWith("?");
    }

    static boolean isList(String type) {
        return type.endsWith("[]");
    }

    static boolean isMap(String type) {
        return type.endsWith("{}");
    }

    /** What a list or a map holds, or what may be absent. */
    static String inner(String type) {
        return type.substring(0, type.length() - (isOptional(type) ? 1 : 2));
    }

    static Class<?> raw(Type type) {
        if (type instanceof Class) return (Class<?>) type;
        if (type instanceof ParameterizedType) return raw(((ParameterizedType) type).getRawType());
        if (type instanceof GenericArrayType) return Object[].class;
        if (type instanceof TypeVariable) return raw(((TypeVariable<?>) type).getBounds()[0]);
        if (type instanceof WildcardType) return raw(((WildcardType) type).getUpperBounds()[0]);
        return Object.class;
    }

    /** The type argument at `index` from the end; Object where nothing is said. */
    static Type argument(Type type, int index) {
        if (type instanceof Class && ((Class<?>) type).isArray()) return ((Class<?>) type).getComponentType();
        if (type instanceof GenericArrayType) return ((GenericArrayType) type).getGenericComponentType();
        if (!(type instanceof ParameterizedType)) return Object.class;
        Type[] all = ((ParameterizedType) type).getActualTypeArguments();
        return all.length > index ? all[all.length - 1 - index] : Object.class;
    }

    /** Whether a parameter of this type can take every value of the contract's type. */
    static boolean takes(Type type, String wanted, Class<?> self) {
        Class<?> raw = raw(type);
        if (raw == Object.class && !isOptional(wanted)) return true;
        if (isOptional(wanted)) {
            if (OPTIONAL.contains(raw)) return raw != Optional.class || takes(argument(type, 0), inner(wanted), self);
            return !raw.isPrimitive() && takes(type, inner(wanted), self);
        }
        if (isList(wanted)) {
            boolean holds = raw.isArray() || raw.isAssignableFrom(ArrayList.class) && Iterable.class.isAssignableFrom(raw);
            return holds && takes(argument(type, 0), inner(wanted), self);
        }
        if (isMap(wanted)) {
            boolean holds = Map.class.isAssignableFrom(raw)
                    && (raw.isAssignableFrom(LinkedHashMap.class) || raw.isAssignableFrom(TreeMap.class));
            return holds && takes(argument(type, 0), inner(wanted), self);
        }
        return takesBase(raw, wanted, self);
    }

    private static boolean takesBase(Class<?> raw, String wanted, Class<?> self) {
        switch (wanted) {
            case "int":
                return WHOLE.contains(raw) || FRACTION.contains(raw) || raw == Number.class;
            case "int64":
                return raw == long.class || raw == Long.class || raw == Number.class || raw == java.math.BigInteger.class;
            case "float":
                return FRACTION.contains(raw) || raw == Number.class;
            case "bool":
                return raw == boolean.class || raw == Boolean.class;
            case "string":
                return raw.isAssignableFrom(String.class);
            case "self":
                return raw.isAssignableFrom(self);
            default:
                return !raw.isPrimitive();
        }
    }

    /** Whether a parameter of this type can take every function of the shape. */
    static boolean takesFunction(Type type, Contract.Function shape, Class<?> self) {
        if (raw(type) == Object.class) return true;
        Signature signature = Signature.of(type);
        return signature != null && signature.takes(shape, self);
    }

    /** Whether a method that returns this can mean the contract's type. Doubts are left to the values. */
    static boolean gives(Type type, String wanted) {
        Class<?> raw = raw(type);
        if (wanted.equals("nothing")) return true;
        if (raw == void.class || raw == Void.class) return false;
        if (isOptional(wanted)) {
            if (raw == Optional.class) return gives(argument(type, 0), inner(wanted));
            return OPTIONAL.contains(raw) || gives(type, inner(wanted));
        }
        if (raw == Object.class || wanted.equals("any") || wanted.equals("self")) return true;
        if (isList(wanted)) return raw.isArray() || Iterable.class.isAssignableFrom(raw);
        if (isMap(wanted)) return Map.class.isAssignableFrom(raw);
        switch (wanted) {
            case "int":
            case "float":
                return WHOLE.contains(raw) || FRACTION.contains(raw) || Number.class.isAssignableFrom(raw);
            case "int64":
                return WHOLE.contains(raw) || Number.class.isAssignableFrom(raw);
            case "bool":
                return raw == boolean.class || raw == Boolean.class;
            case "string":
                if (raw == Boolean.class || Number.class.isAssignableFrom(raw)) return false;
                return !raw.isPrimitive() || raw == char.class;
            default:
                return !raw.isPrimitive() || raw == char.class;
        }
    }

    /** The type as a program would write it. */
    static String inJava(String type, String self) {
        if (isOptional(type)) return "Optional<" + boxed(inner(type), self) + ">";
        if (isList(type)) return "List<" + boxed(inner(type), self) + ">";
        if (isMap(type)) return "Map<String, " + boxed(inner(type), self) + ">";
        switch (type) {
            case "int":
            case "int64":
                return "long";
            case "float":
                return "double";
            case "bool":
                return "boolean";
            case "string":
                return "String";
            case "nothing":
                return "void";
            case "self":
                return self;
            default:
                return "Object";
        }
    }

    private static String boxed(String type, String self) {
        String name = inJava(type, self);
        if (name.equals("long")) return "Long";
        if (name.equals("double")) return "Double";
        return name.equals("boolean") ? "Boolean" : name;
    }

    /** The interface of the JDK's that stands for it: `Callable<Long>`, `BiConsumer<String, Long>`. */
    static String functionInJava(Contract.Function shape, String self) {
        List<String> all = new ArrayList<>();
        for (String one : shape.parameters) all.add(boxed(one, self));
        int count = all.size();
        if (shape.returns.equals("nothing")) {
            String[] names = {"Runnable", "Consumer", "BiConsumer"};
            return names[count] + (count == 0 ? "" : "<" + String.join(", ", all) + ">");
        }
        all.add(shape.returns.equals("any") ? "T" : boxed(shape.returns, self));
        String[] names = {shape.fails ? "Callable" : "Supplier", "Function", "BiFunction"};
        return names[count] + "<" + String.join(", ", all) + ">";
    }

    /** `boolean tryAcquire(long)`, `<T> T call(Callable<T>) throws Exception`. */
    static String signature(Contract.Method method, String self) {
        List<String> all = new ArrayList<>();
        for (int index = 0; index < method.parameters.size(); index += 1) {
            Contract.Function function = method.functions.get(index);
            all.add(function == null ? inJava(method.parameters.get(index), self) : functionInJava(function, self));
        }
        String text = String.join(", ", all);
        boolean generic = text.contains("<T>") || text.contains(", T>");
        String returns = generic && method.returns.equals("any") ? "T" : inJava(method.returns, self);
        return (generic ? "<T> " : "") + returns + " " + method.name + "(" + text + ")"
                + (text.contains("Callable<") ? " throws Exception" : "");
    }

    /** Which of several methods of one name is meant: the one whose function may throw whatever it likes. */
    static int preference(Class<?> raw) {
        return raw == Callable.class ? 2 : raw == java.util.function.Supplier.class ? 1 : 0;
    }
}
