package compendium;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.HashMap;
import java.util.Map;

/** What a functional interface takes and gives where it is used: `Function<String, Long>` gives Long. */
final class Signature {
    final Class<?> raw;
    /** The method that a lambda would stand for. */
    final Method single;
    final Type[] parameters;
    final Type returns;

    private Signature(Class<?> raw, Method single, Map<TypeVariable<?>, Type> known) {
        this.raw = raw;
        this.single = single;
        Type[] declared = single.getGenericParameterTypes();
        parameters = new Type[declared.length];
        for (int index = 0; index < declared.length; index += 1) parameters[index] = resolved(declared[index], known);
        returns = resolved(single.getGenericReturnType(), known);
    }

    /** Null where a lambda cannot stand. */
    static Signature of(Type type) {
        Class<?> raw = Types.raw(type);
        Method single = Given.single(raw);
        if (single == null) return null;
        Map<TypeVariable<?>, Type> known = new HashMap<>();
        learn(type, known);
        return new Signature(raw, single, known);
    }

    /** Whether what the contract hands over can be a lambda of it. */
    boolean takes(Contract.Function shape, Class<?> self) {
        if (parameters.length != shape.parameters.size()) return false;
        for (int index = 0; index < parameters.length; index += 1) {
            if (!Types.gives(parameters[index], shape.parameters.get(index))) return false;
        }
        Class<?> given = Types.raw(returns);
        if (shape.returns.equals("nothing")) return given == void.class || !given.isPrimitive();
        if (shape.returns.equals("any")) return given == Object.class;
        return given != void.class && Types.takes(returns, shape.returns, self);
    }

    /** Whether it can stand for the given scheduler: a delay and a callback, for what cancels that. */
    boolean takesSchedule() {
        if (parameters.length != 2 || !Types.gives(parameters[0], "int") || Types.raw(parameters[0]) == Object.class) return false;
        Signature callback = of(parameters[1]);
        Signature cancel = of(returns);
        return callback != null && callback.parameters.length == 0 && cancel != null && cancel.parameters.length == 0
                && (cancel.single.getReturnType() == void.class || !cancel.single.getReturnType().isPrimitive());
    }

    /** Calls a lambda of the program's that takes nothing. */
    Object call(Object target) throws Throwable {
        try {
            single.setAccessible(true);
            return single.invoke(target);
        } catch (InvocationTargetException wrapped) {
            throw wrapped.getTargetException();
        }
    }

    /** Whether it may throw an exception of this class that the compiler checks. */
    boolean declares(Class<?> error) {
        for (Class<?> one : single.getExceptionTypes()) if (one.isAssignableFrom(error)) return true;
        return false;
    }

    /** What the type variables of the type and of what it extends stand for. */
    private static void learn(Type type, Map<TypeVariable<?>, Type> known) {
        Class<?> raw = Types.raw(type);
        if (type instanceof ParameterizedType) {
            Type[] arguments = ((ParameterizedType) type).getActualTypeArguments();
            TypeVariable<?>[] variables = raw.getTypeParameters();
            for (int index = 0; index < variables.length; index += 1) known.put(variables[index], arguments[index]);
        }
        for (Type one : raw.getGenericInterfaces()) learn(one, known);
    }

    private static Type resolved(Type type, Map<TypeVariable<?>, Type> known) {
        if (type instanceof TypeVariable) {
            Type found = known.get(type);
            return found == null ? type : resolved(found, known);
        }
        if (type instanceof WildcardType) {
            Type[] lower = ((WildcardType) type).getLowerBounds();
            return resolved(lower.length > 0 ? lower[0] : ((WildcardType) type).getUpperBounds()[0], known);
        }
        if (!(type instanceof ParameterizedType)) return type;
        Type[] arguments = ((ParameterizedType) type).getActualTypeArguments();
        for (int index = 0; index < arguments.length; index += 1) arguments[index] = resolved(arguments[index], known);
        return new Resolved(Types.raw(type), arguments);
    }

    private static final class Resolved implements ParameterizedType {
        private final Class<?> raw;
        private final Type[] arguments;

        Resolved(Class<?> raw, Type[] arguments) {
            this.raw = raw;
            this.arguments = arguments;
        }

        @Override
        public Type[] getActualTypeArguments() {
            return arguments.clone();
        }

        @Override
        public Type getRawType() {
            return raw;
        }

        @Override
        public Type getOwnerType() {
            return raw.getDeclaringClass();
        }
    }
}
