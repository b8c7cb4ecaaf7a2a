package compendium;

import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;

/** The functions that a program is handed in one sequence: what they do is scripted, every run is recorded. */
final class Functions {
    private static final int DEEPEST_CAUSE = 8;

    private final Given given;
    /** Where runs are events of calls in flight; null where every call comes back before the next. */
    private final Flights flights;
    /** While calls are side by side that are handed functions; else null. */
    private volatile BesideRuns beside;
    /** Of those that instances are given, which all share. */
    private final Map<String, Script> scripts = new HashMap<>();
    /** What functions failed with, and what the scripts call it. */
    private final List<Map.Entry<Throwable, String>> failed = new ArrayList<>();

    Functions(Given given, Map<String, Object> told, Flights flights) {
        this.given = given;
        this.flights = flights;
        told.forEach((name, script) -> scripts.put(name, new Script(Json.object(script))));
    }

    /** Whether an argument stands for a function. */
    static boolean isFunction(Object value) {
        return value instanceof Map && ((Map<?, ?>) value).get("$function") instanceof String;
    }

    /** What the program gets for such an argument. `owner` is the call in flight that is handed it, or null. */
    Object argument(Object value, Contract.Function shape, Type wanted, Learner learner, Object owner) throws Learner.Unfit {
        Map<String, Object> told = Json.object(value);
        return made((String) told.get("$function"), shape, wanted, new Script(told), learner, owner);
    }

    /** One that is given to instances. */
    Object given(String name, Contract.Function shape, Type wanted, Learner learner) throws Learner.Unfit {
        return made(name, shape, wanted, scripts.computeIfAbsent(name, none -> new Script(Map.of())), learner, null);
    }

    private Object made(String name, Contract.Function shape, Type wanted, Script script, Learner learner, Object owner)
            throws Learner.Unfit {
        Signature signature = Signature.of(wanted);
        Class<?> raw = Types.raw(wanted);
        if (signature != null) refuseUndeclared(script, signature, learner);
        return Handed.as(raw, shape.parameters.size(), name, arguments -> {
            Map<String, Object> deed = script.next(arguments);
            String told = name + "(" + told(arguments, shape) + ")";
            BesideRuns runs = beside;
            if (runs != null) runs.run(told, owner, yieldsOf(deed));
            else if (flights == null) given.record(told);
            else deed = flights.enter(name, told, owner, deed);
            return perform(deed, shape, signature, learner);
        });
    }

    /** From now on runs are told there; null: as in other operations. */
    void tellTo(BesideRuns runs) {
        beside = runs;
    }

    static int yieldsOf(Map<String, Object> told) {
        Object yields = told.get("yields");
        return yields == null ? 0 : ((Number) yields).intValue();
    }

    private static String told(Object[] arguments, Contract.Function shape) {
        StringJoiner all = new StringJoiner(",");
        for (int index = 0; index < arguments.length; index += 1) {
            Object plain = Values.encode(arguments[index], shape.parameters.get(index));
            all.add(plain == Values.NOT_PLAIN ? "<" + Words.describe(arguments[index]) + ">" : Json.text(plain));
        }
        return all.toString();
    }

    private Object perform(Map<String, Object> deed, Contract.Function shape, Signature signature, Learner learner)
            throws Throwable {
        Object takes = deed.get("takesMs");
        if (takes != null) VirtualTime.advance(((Number) takes).longValue());
        String fails = (String) deed.get("fails");
        if (fails != null) throw fail(fails, signature, learner);
        if (shape.returns.equals("nothing")) return null;
        Type returns = signature == null ? Object.class : signature.returns;
        Object gives = deed.get("gives") == null ? nothing(Types.raw(returns)) : deed.get("gives");
        return Values.decode(gives, shape.returns, returns, List.of());
    }

    /** What stands for nothing where null cannot. */
    private static Object nothing(Class<?> wanted) {
        if (!wanted.isPrimitive()) return null;
        return wanted == boolean.class ? (Object) false : (Object) 0L;
    }

    private Throwable fail(String label, Signature signature, Learner learner) {
        Class<?> kind = learner.errorNamed(label);
        Class<?> wanted = signature == null ? Object.class : signature.raw;
        Throwable error = kind == null ? GivenErrors.own(label, wanted) : GivenErrors.of(kind, label);
        synchronized (failed) {
            failed.add(Map.entry(error, label));
        }
        return error;
    }

    /** A lambda of this type could never throw it. */
    private static void refuseUndeclared(Script script, Signature signature, Learner learner) throws Learner.Unfit {
        if (Handed.isTransparent(signature.raw)) return;
        for (String label : script.failures()) {
            Class<?> kind = learner.errorNamed(label);
            if (kind == null || RuntimeException.class.isAssignableFrom(kind) || signature.declares(kind)) continue;
            String method = Words.nameOf(signature.raw) + "." + signature.single.getName();
            throw new Learner.Unfit(method + " cannot throw " + Words.nameOf(kind) + ", a checked exception that it does not declare");
        }
    }

    /** What the scripts call this very error; null for any other. */
    String labelOf(Throwable error) {
        synchronized (failed) {
            for (Map.Entry<Throwable, String> one : failed) if (one.getKey() == error) return one.getValue();
        }
        return null;
    }

    /** The same for an error that was raised because of it. */
    String causeOf(Throwable error) {
        Throwable cause = error.getCause();
        for (int depth = 0; cause != null && depth < DEEPEST_CAUSE; depth += 1) {
            String label = labelOf(cause);
            if (label != null) return label;
            cause = cause.getCause();
        }
        return null;
    }
}
