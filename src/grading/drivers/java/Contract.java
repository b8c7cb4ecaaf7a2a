package compendium;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the grader told of the contract, its names as Java writes them. */
final class Contract {
    final String type;
    /** Values that the shape of the program is checked with. */
    final Map<String, Object> options;
    final List<Given> given = new ArrayList<>();
    final List<Method> methods = new ArrayList<>();
    final Map<String, List<Object>> attributes = new LinkedHashMap<>();
    final List<Name> errors = new ArrayList<>();

    Contract(Map<String, Object> told) {
        type = (String) told.get("type");
        options = Json.object(told.get("options"));
        for (Object one : Json.list(told.get("given"))) given.add(new Given(Json.object(one)));
        for (Object one : Json.list(told.get("methods"))) methods.add(new Method(Json.object(one), type));
        for (Object one : Json.list(told.get("attributes"))) {
            attributes.put((String) Json.object(one).get("name"), Json.list(Json.object(one).get("values")));
        }
        for (Object one : Json.list(told.get("errors"))) errors.add(new Name(Json.object(one)));
    }

    Method method(String id) {
        for (Method one : methods) if (one.id.equals(id)) return one;
        throw new IllegalArgumentException("the contract has no method " + id);
    }

    /** Whether calls may be in flight side by side. */
    boolean overlaps() {
        for (Method one : methods) if (one.overlaps) return true;
        return false;
    }

    boolean takesOptions() {
        return !options.isEmpty() || !given.isEmpty();
    }

    static final class Name {
        final String id;
        final String name;

        Name(Map<String, Object> told) {
            id = (String) told.get("id");
            name = (String) told.get("name");
        }
    }

    /** What an instance is handed besides options. */
    static final class Given {
        final String id;
        final String name;
        final String kind;
        /** Of the kind `function`, else null. */
        final Function function;

        Given(Map<String, Object> told) {
            id = (String) told.get("id");
            name = (String) told.get("name");
            kind = (String) told.get("kind");
            function = kind.equals("function") ? new Function(Json.object(told.get("function"))) : null;
        }

        /** Its type as a program would write it. */
        String typeWords(String self) {
            return function == null ? compendium.Given.typeOf(kind) : Types.functionInJava(function, self);
        }
    }

    /** A function that the program is handed. Where nothing is said it takes nothing, gives anything and may fail. */
    static final class Function {
        final List<String> parameters = new ArrayList<>();
        final String returns;
        final boolean fails;

        Function(Map<String, Object> told) {
            for (Object one : Json.list(told.get("parameters"))) parameters.add((String) one);
            returns = told.get("returns") == null ? "any" : (String) told.get("returns");
            fails = !Boolean.FALSE.equals(told.get("fails"));
        }
    }

    static final class Method {
        final String id;
        final String name;
        final List<String> parameters = new ArrayList<>();
        /** For each parameter, what it takes and gives if it is a function, else null. */
        final List<Function> functions = new ArrayList<>();
        final String returns;
        /** Calls of it may be in flight side by side. */
        final boolean overlaps;
        /** As a program would write it. */
        final String signature;

        Method(Map<String, Object> told, String self) {
            id = (String) told.get("id");
            name = (String) told.get("name");
            for (Object one : Json.list(told.get("parameters"))) parameters.add((String) one);
            List<Object> shapes = Json.list(told.get("functions"));
            for (int index = 0; index < parameters.size(); index += 1) {
                Object shape = index < shapes.size() ? shapes.get(index) : null;
                functions.add(parameters.get(index).equals("function") ? new Function(Json.object(shape)) : null);
            }
            returns = (String) told.get("returns");
            overlaps = Boolean.TRUE.equals(told.get("overlaps"));
            signature = Types.signature(this, self);
        }
    }
}
