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
    /** The id is the kind. */
    final List<Name> given = new ArrayList<>();
    final List<Method> methods = new ArrayList<>();
    final Map<String, List<Object>> attributes = new LinkedHashMap<>();
    final List<Name> errors = new ArrayList<>();

    Contract(Map<String, Object> told) {
        type = (String) told.get("type");
        options = Json.object(told.get("options"));
        for (Object one : Json.list(told.get("given"))) given.add(new Name(Json.object(one), "kind"));
        for (Object one : Json.list(told.get("methods"))) methods.add(new Method(Json.object(one), type));
        for (Object one : Json.list(told.get("attributes"))) {
            attributes.put((String) Json.object(one).get("name"), Json.list(Json.object(one).get("values")));
        }
        for (Object one : Json.list(told.get("errors"))) errors.add(new Name(Json.object(one), "id"));
    }

    Method method(String id) {
        for (Method one : methods) if (one.id.equals(id)) return one;
        throw new IllegalArgumentException("the contract has no method " + id);
    }

    boolean takesOptions() {
        return !options.isEmpty() || !given.isEmpty();
    }

    static final class Name {
        final String id;
        final String name;

        Name(Map<String, Object> told, String idKey) {
            id = (String) told.get(idKey);
            name = (String) told.get("name");
        }
    }

    static final class Method {
        final String id;
        final String name;
        final List<String> parameters = new ArrayList<>();
        final String returns;
        /** As a program would write it. */
        final String signature;

        Method(Map<String, Object> told, String self) {
            id = (String) told.get("id");
            name = (String) told.get("name");
            for (Object one : Json.list(told.get("parameters"))) parameters.add((String) one);
            returns = (String) told.get("returns");
            signature = Types.signature(name, parameters, returns, self);
        }
    }
}
