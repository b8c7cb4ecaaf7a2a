package compendium;

import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The names of the contract in one loaded copy of the learner's program. */
final class Learner {
    private final Contract contract;
    private final Class<?> type;
    private final Constructor<?> constructor;
    private final Class<?> options;
    private final Map<String, Class<?>> errors = new LinkedHashMap<>();
    private final Map<String, Method> methods = new LinkedHashMap<>();
    private final Map<String, Member> attributes = new LinkedHashMap<>();

    /** The contract's names are looked up one by one, so that each has its own message. */
    Learner(Program program, Program.Loader loader, Contract contract) throws ShapeProblem, ClassNotFoundException {
        this.contract = contract;
        type = loader.named(contract.type, null);
        if (type == null) throw new ShapeProblem("missing", contract.type, "defined", program.defined());
        for (Contract.Name one : contract.errors) {
            Class<?> found = loader.named(one.name, type);
            if (found == null) throw new ShapeProblem("missing", one.name, "defined", program.defined());
            errors.put(one.id, found);
        }
        if (type.isInterface() || type.isEnum()) throw new ShapeProblem("not-a-class", contract.type);
        for (Class<?> one : errors.values()) {
            if (!Exception.class.isAssignableFrom(one)) throw new ShapeProblem("not-an-error", one.getSimpleName());
        }
        for (Contract.Method one : contract.methods) methods.put(one.id, Members.method(type, one));
        for (String one : contract.attributes.keySet()) attributes.put(one, Members.attribute(type, one));
        constructor = Members.constructor(type, contract.takesOptions());
        options = constructor.getParameterCount() == 0 ? null : constructor.getParameterTypes()[0];
    }

    /** Runs the static initializers, as loading a module would. */
    void initialize() throws Throwable {
        try {
            Class.forName(type.getName(), true, type.getClassLoader());
        } catch (ExceptionInInitializerError error) {
            throw error.getCause() == null ? error : error.getCause();
        }
    }

    Object create(Map<String, Object> values, Given given, Functions functions) throws Throwable {
        if (options == null) return invoking(() -> constructor.newInstance());
        Constructor<?> maker = Members.maker(options);
        Object made = invoking(() -> maker.newInstance());
        for (Map.Entry<String, Object> one : values.entrySet()) set(made, one.getKey(), one.getValue());
        for (Contract.Given one : contract.given) give(made, one, given, functions);
        return invoking(() -> constructor.newInstance(made));
    }

    private void give(Object made, Contract.Given one, Given given, Functions functions) throws Throwable {
        Field field = Members.field(options, one.name, one.typeWords(contract.type));
        Signature signature = Signature.of(field.getGenericType());
        boolean schedules = one.kind.equals("schedule");
        boolean fits = signature != null && (one.function == null || signature.takes(one.function, type))
                && (!schedules || signature.takesSchedule());
        if (!fits) {
            throw new Unfit(options.getSimpleName() + "." + one.name + " must be a " + one.typeWords(contract.type));
        }
        Object handed = schedules ? given.scheduler(signature)
                : one.function == null ? given.of(one.kind, field.getType(), field.getGenericType())
                : functions.given(one.id, one.function, field.getGenericType(), this);
        field.set(made, handed);
    }

    private void set(Object made, String name, Object value) throws Throwable {
        boolean whole = value instanceof Long;
        String kind = value instanceof Boolean ? "bool" : value instanceof String ? "string" : whole ? "int" : "float";
        Field field = Members.field(options, name, Types.inJava(kind, ""));
        if (!Types.takes(field.getGenericType(), kind, type)) {
            String found = field.getType().getSimpleName();
            throw new Unfit(options.getSimpleName() + "." + name + " is of type " + found + ", which cannot hold "
                    + Words.describe(value));
        }
        field.set(made, Values.number(value, field.getType()));
    }

    /** The contract's error that this is; null for any other. */
    String errorOf(Throwable raised) {
        for (Map.Entry<String, Class<?>> one : errors.entrySet()) {
            if (one.getValue().isInstance(raised)) return one.getKey();
        }
        return null;
    }

    /** The program's class for the contract's error of this name; null if the contract has none. */
    Class<?> errorNamed(String id) {
        return errors.get(id);
    }

    /** The first of the contract's errors: by it a guarded call is rejected. */
    Class<?> rejection() {
        return errors.isEmpty() ? null : errors.values().iterator().next();
    }

    /** The method that is handed a function. */
    private Method guarded() {
        return methods.values().iterator().next();
    }

    /** What that function must look like. */
    Class<?> functionType() {
        return guarded().getParameterTypes()[0];
    }

    /** Makes what the program takes as an argument. */
    interface Decoder {
        Object decode(Object value, int index, Type type) throws Unfit;
    }

    /** What came as JSON as the method takes it. */
    List<Object> arguments(Contract.Method shape, List<Object> values, Decoder decoder) throws Unfit {
        Method method = methods.get(shape.id);
        Type[] types = method.getGenericParameterTypes();
        List<Object> arguments = new ArrayList<>();
        for (int index = 0; index < types.length; index += 1) {
            Object value = decoder.decode(values.get(index), index, types[index]);
            boolean fits = value == null || method.getParameterTypes()[index].isPrimitive()
                    || method.getParameterTypes()[index].isInstance(value);
            if (!fits) throw new Unfit(method.getName() + " cannot take " + Words.describe(value) + " as its " + types[index].getTypeName());
            arguments.add(value);
        }
        return arguments;
    }

    Object invoke(Contract.Method shape, Object subject, List<Object> arguments) throws Throwable {
        Method method = methods.get(shape.id);
        return invoking(() -> method.invoke(subject, arguments.toArray()));
    }

    Object call(Object subject, Object function) throws Throwable {
        return invoking(() -> guarded().invoke(subject, function));
    }

    Object read(String attribute, Object subject) throws Throwable {
        Member member = attributes.get(attribute);
        return invoking(() -> member instanceof Field ? ((Field) member).get(subject) : ((Method) member).invoke(subject));
    }

    private interface Action {
        Object run() throws ReflectiveOperationException;
    }

    /** What the program itself raised, without the wrapping of reflection. */
    private static Object invoking(Action action) throws Throwable {
        try {
            return action.run();
        } catch (InvocationTargetException wrapped) {
            throw wrapped.getTargetException();
        } catch (ExceptionInInitializerError error) {
            throw error.getCause() == null ? error : error.getCause();
        }
    }

    /** The program's types cannot take what the contract gives. */
    static final class Unfit extends Exception {
        private static final long serialVersionUID = 1;

        Unfit(String text) {
            super(text, null, false, false);
        }
    }
}
